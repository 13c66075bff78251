import { type EncryptionContext, TlsVersion } from '../encryption';
import { choice, having, type Shape } from './shape';

export const ENCRYPTION_CONTEXT: Shape<EncryptionContext> = having('an EncryptionContext, for example EncryptionContext.ofBucket()', 'bucketArn', 'objectArnPattern');

export const TLS_VERSION: Shape<TlsVersion> = choice(TlsVersion, 'use TlsVersion.V1_2 or TlsVersion.V1_3', `S3 supports TLS ${Object.values(TlsVersion).join(' and ')}`);
