import type { IConstruct } from 'constructs';
import { valuesAt } from './values-at';
import { LogEncryption, type LogService, NamedEncryption, RESOURCE, type Steps, type WriterResource } from '../../services';

/** The encryption that a service names in its requests. */
export enum NamedByWriter {
  NONE = 'none',
  SSE_S3 = 'SSE-S3',
  /** SSE-KMS without a key: the AWS managed key. */
  AWS_MANAGED = 'SSE-KMS with the AWS managed key',
  /** SSE-KMS with a key of the app. */
  KEY = 'SSE-KMS with a key of the app',
  /** Another one, several, or one that is not known. */
  OTHER = 'other',
}

export interface NamedKey {
  readonly named: NamedByWriter;
  readonly key?: IConstruct;
}

/** What deliveries of logs name: a key of their own counts before the default encryption of the bucket. */
export function namedByLogs({ encryption, withoutKey }: LogService, hasKey: boolean): NamedByWriter {
  if (hasKey || encryption === LogEncryption.CUSTOMER_MANAGED_KEY) { return NamedByWriter.OTHER; }
  switch (withoutKey) {
    case undefined: case NamedEncryption.NONE: return NamedByWriter.NONE;
    case NamedEncryption.SSE_S3: return NamedByWriter.SSE_S3;
    default: return NamedByWriter.OTHER;
  }
}

/** What the configuration of a service says, read below a branch of its properties, or from the resource itself. */
export function namedByWriter(
  { encryption: { of, mode, kmsKey, otherwise } }: WriterResource, branch: unknown, properties: unknown, referredBy: (value: unknown) => IConstruct[],
): NamedKey {
  if (of) { return { named: NamedByWriter.OTHER }; }
  const read = (steps: Steps) => (steps[0] === RESOURCE ? valuesAt(properties, steps.slice(1)) : valuesAt(branch, steps));
  const modes = mode ? read(mode.property) : [];
  const keys = kmsKey ? read(kmsKey) : [];
  if (modes.length > 1 || keys.length > 1) { return { named: NamedByWriter.OTHER }; }
  const chosen = Object.entries(mode?.values ?? {}).find(([value]) => value.toLowerCase() === String(modes[0]).toLowerCase())?.[1];
  if (modes.length === 1 && chosen === undefined) { return { named: NamedByWriter.OTHER }; }
  const [key] = referredBy(keys);
  switch (chosen ?? (keys.length > 0 ? NamedEncryption.SSE_KMS : otherwise)) {
    case NamedEncryption.NONE: return { named: NamedByWriter.NONE };
    case NamedEncryption.SSE_S3: return { named: NamedByWriter.SSE_S3 };
    case NamedEncryption.SSE_KMS:
      if (keys.length === 0) { return { named: NamedByWriter.AWS_MANAGED }; }
      return key ? { named: NamedByWriter.KEY, key } : { named: NamedByWriter.OTHER };
    default: return { named: NamedByWriter.OTHER };
  }
}
