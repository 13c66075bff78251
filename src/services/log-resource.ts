/** Each element of a list. */
export const EACH = '[]';

/** An entry of a list by the `Key` that it has, as in the attributes of a load balancer. */
export interface Attribute {
  readonly attribute: string;
}

/** The way to a property; an attribute can only be the first step. */
export type PropertySteps = readonly string[] | readonly [Attribute, ...string[]];

/** A property whose value decides whether the others count. */
export interface DecidingProperty {
  readonly property: readonly string[];
  readonly value: string;
  /** What counts where the property is absent. */
  readonly otherwise?: string;
}

/** A property that turns the delivery on and off. */
export interface Switch {
  readonly property: PropertySteps;
  /** Whether logs are delivered where the property is absent. */
  readonly otherwise: boolean;
}

/** Keys of objects that look different where a property is set. */
export interface ObjectKeyVariant {
  readonly property: PropertySteps;
  /** Whether the property has to be true; otherwise it is enough that it is there. */
  readonly isTrue?: boolean;
  readonly objectKey: string;
}

/** The properties of a CloudFormation resource that name the bucket of a delivery, and the key. */
export interface LogResource {
  readonly type: string;
  /** The property below which the others stand; the resource itself where there is none. */
  readonly within?: readonly string[];
  /** The property that names the bucket: by its name, its ARN, its domain name. An ARN can go on with the prefix. */
  readonly bucket: PropertySteps;
  /** Whether the bucket delivers to itself where the property is absent. */
  readonly toItself?: boolean;
  readonly prefix?: PropertySteps;
  readonly kmsKey?: PropertySteps;
  readonly enabled?: Switch;
  /** The name of the source, where it is not the name of this resource; read from the resource itself. */
  readonly sourceName?: readonly string[];
  /** Read from the resource itself. */
  readonly only?: DecidingProperty;
  readonly variant?: ObjectKeyVariant;
}

/** A call of an AWS SDK that names the bucket of a delivery, and the parameters with which it does. */
export interface SdkCall {
  /** The name of the operation, as in `createJob`. */
  readonly operation: string;
  readonly within: readonly string[];
  readonly bucket: string;
  readonly enabled: string;
}
