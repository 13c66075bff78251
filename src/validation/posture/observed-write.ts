import type { Bucket } from './bucket';
import type { Principal } from '../../policy-evaluation';
import type { NamedEncryption, WriterResource, WriterService } from '../../services';
import type { Resource, Ternary, Text, Value } from '../../template';

/** The encryption that requests of a service name. */
export interface ObservedEncryption {
  readonly named: NamedEncryption;
  /** The KMS key, where one is named. */
  readonly kmsKey: Value | undefined;
  /** Why it cannot be determined what is named, as a clause. */
  readonly unknown?: string;
}

/** A service writes objects to a bucket of the app, as a resource of the app says. */
export interface ObservedWrite {
  /** The resource that names the bucket. */
  readonly source: Resource;
  readonly service: WriterService;
  readonly resource: WriterResource;
  readonly target: Bucket;
  /** What keys of objects begin with; empty if it is not known that they begin with anything. */
  readonly folder: string | Text;
  /** Whether anything is written at all. */
  readonly on: Ternary;
  /** The encryptions that it can be: mostly one. */
  readonly encryptions: readonly ObservedEncryption[];
  /** The resource and the path of its property that says how to encrypt, or else of the one that names the bucket. */
  readonly settingOf: Resource;
  readonly setting: string;
  readonly caller: Principal;
}
