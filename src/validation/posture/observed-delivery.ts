import type { Bucket } from './bucket';
import type { LogService } from '../../services';
import type { Resource, Ternary, Text, Value } from '../../template';

/** A resource of the app has logs or reports delivered to a bucket of the app. */
export interface ObservedDelivery {
  /** The resource whose logs they are, or which says where they go. */
  readonly source: Resource;
  /** The path of its property that names the bucket. */
  readonly property: string;
  readonly service: LogService;
  readonly target: Bucket;
  /** What keys of objects begin with, a slash included where the service adds one; empty if nothing. */
  readonly prefix: string | Text;
  /** The key of an object as a pattern, see `LogService`. */
  readonly objectKey: string;
  /** The name that ARNs of the source have, where it is not the name of the resource. */
  readonly sourceName: string | Text | undefined;
  /** Whether logs are delivered at all. */
  readonly on: Ternary;
  /** Whether conditions or parameters decide that it is this bucket. */
  readonly isChoice: boolean;
  /** The KMS key that the service itself is given. */
  readonly kmsKey: Value | undefined;
}
