import type { Resource, Value } from '../../../template';
import { DeclaredEncryption, type EncryptionPlace } from '../declared-encryption';
import { FileSystem } from '../file-system';
import type { KeyReference } from '../key-reference';
import type { Posture } from '../posture';

/** Without a key S3 Files encrypts with one that AWS owns. */
const PLACE: EncryptionPlace = { path: [], algorithm: undefined, key: 'KmsKeyId' };

/**
 * The S3 Files file systems of an app.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3files-filesystem.html
 */
export function fileSystemsOf(posture: Posture, readKeys: (value: Value | undefined, from: Resource) => readonly KeyReference[]): FileSystem[] {
  return posture.ofType('AWS::S3Files::FileSystem').map((resource) => (
    new FileSystem(resource, new DeclaredEncryption(resource, PLACE, readKeys), posture.bucketAt(resource.read('Bucket'), resource))
  ));
}
