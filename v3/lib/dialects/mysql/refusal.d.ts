/** Why a cell cannot be taken as it is; the sentence that RecordRejected ends with. */
export declare class Refusal extends Error {
    readonly name = "Refusal";
}
