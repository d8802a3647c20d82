import type { OtherObjects } from '../dialect.ts';
import type { Session } from './session.ts';
export declare function readOtherObjects(session: Session): Promise<OtherObjects>;
