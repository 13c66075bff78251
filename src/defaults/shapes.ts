import type { EncryptedBucketDefaultsProps } from './encrypted-bucket-defaults-props';
import { PathPattern } from '../construct-state';
import { DEFAULT_ENCRYPTION } from '../keys/internal';
import { CONSTRUCT, flag, list, shape, type Shape, struct, TLS_VERSION } from '../shapes';

const PATH_PATTERN: Shape<string> = shape((value) => PathPattern.parse(value) !== undefined, 'pass a construct path, such as MyStack/ThirdParty');

export const ENCRYPTED_BUCKET_DEFAULTS_PROPS = struct<EncryptedBucketDefaultsProps>('EncryptedBucketDefaultsProps', {
  encryption: DEFAULT_ENCRYPTION,
  oneKeyPerStack: flag,
  l1Encryption: DEFAULT_ENCRYPTION,
  requireSecureTransport: flag,
  minimumTlsVersion: TLS_VERSION,
  requireSignatureVersion4: flag,
  enforceUploadEncryption: flag,
  blockSseC: flag,
  blockPublicAccess: flag,
  exemptPaths: list(PATH_PATTERN, 'paths of constructs'),
  exemptConstructs: list(CONSTRUCT, 'constructs'),
  annotate: flag,
});
