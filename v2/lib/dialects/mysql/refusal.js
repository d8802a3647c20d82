/** Why a cell cannot be taken as it is; the sentence that RecordRejected ends with. */
export class Refusal extends Error {
    name = 'Refusal';
}
