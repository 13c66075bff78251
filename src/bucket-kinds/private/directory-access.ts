import type { Access } from './kind-grants';
import { directoryReadRights, directoryReadWriteRights } from '../../policy';

/** AWS documents both actions for uploads and for downloads: a session needs the key of the bucket. */
const SESSION = ['kms:Decrypt', 'kms:GenerateDataKey'];

export const READ_SESSIONS: Access = { rights: directoryReadRights, kmsActions: SESSION };
export const READ_WRITE_SESSIONS: Access = { rights: directoryReadWriteRights, kmsActions: SESSION };
