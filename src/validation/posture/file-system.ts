import type { Bucket } from './bucket';
import type { DeclaredEncryption } from './declared-encryption';
import { type Resource, type Text, textOf, type Value } from '../../template';

/** A file system of S3 Files, in front of a general purpose bucket. */
export class FileSystem {
  readonly title = 'file system';

  constructor(
    readonly resource: Resource,
    /** Of what it keeps itself; the objects are encrypted as the bucket says. */
    readonly encryption: DeclaredEncryption,
    /** Its bucket, if it is one of the app. */
    readonly bucket: Bucket | undefined,
  ) {}

  /** The ARN of the role with which S3 Files uses the bucket. */
  get roleArn(): Value | undefined {
    return this.resource.read('RoleArn');
  }

  /** With what the keys of its objects begin; any where it is not known. */
  get prefix(): string | Text {
    const prefix = this.resource.read('Prefix');
    return prefix === undefined ? '' : textOf(prefix) ?? '';
  }
}
