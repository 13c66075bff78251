import type { Resource } from '../../template';
import type { Posture } from '../posture';
import type { Controls } from './controls';
import type { Severity } from './severity';

/** What a rule is about. */
export enum Topic {
  DEFAULT_ENCRYPTION = 'default encryption',
  KEYS = 'keys',
  TRANSPORT = 'transport and signatures',
  UPLOADS = 'uploads',
  LOGS = 'logs',
  REPLICATION = 'replication',
  ACCESS = 'accounts and readers',
  /** Of directory, table and vector buckets, and of the tables of S3 Metadata. */
  BUCKET_KINDS = 'directory, table and vector buckets',
  TEMPLATES = 'templates',
  /** Of rules that users write. */
  CUSTOM = 'custom rules',
}

/** From which rule set on a rule is asked. */
export enum Preset {
  /** In every rule set, those of frameworks included: no result means much without it. */
  EVERY = 'every',
  RECOMMENDED = 'recommended',
  STRICT = 'strict',
  /** Only where it is named, or where a framework demands it. */
  OPT_IN = 'opt-in',
}

export interface RuleMetadata {
  /** The file's name in Pascal case. */
  readonly name: string;
  /** Names that the rule had before. They still identify it: in acknowledgements, rule sets and on the command line. */
  readonly formerNames?: readonly string[];
  /** The name of the rule that supersedes this one. */
  readonly replacedBy?: string;
  readonly topic: Topic;
  /** Of a violation, unless the finding says otherwise. What cannot be determined is one level lower. */
  readonly severity: Severity;
  /** Of a violation in rule sets that ask for the rule whatever AWS does already: strict ones, and those of frameworks. */
  readonly requiredSeverity?: Severity;
  readonly preset: Preset;
  /** What is wanted, as a clause. */
  readonly title: string;
  /** What happens to somebody who ignores it. */
  readonly why: string;
  readonly fix: string;
  /** What to do once for all resources of a stack, where one line does. */
  readonly fixForAll?: string;
  readonly controls: Controls;
  /** Where AWS documents it. */
  readonly links: readonly string[];
}

/** A violation, or a place where it cannot be determined whether there is one. */
export enum Status {
  VIOLATION = 'violation',
  UNKNOWN = 'unknown',
}

/** What a rule has to say of a resource. */
export interface Finding<Of = Resource> {
  readonly resource: Of;
  /** The path of the property that is wrong or missing, from the resource: `Properties.BucketEncryption`. */
  readonly property: string;
  readonly status: Status;
  /** How bad a violation of this kind is, where it differs from the rule's. */
  readonly severity?: Severity;
  readonly message: string;
  /** What to do, where the rule's own fix does not suit the resource. */
  readonly fix?: string;
}

/** A rule: pure, given the posture of an app. */
export interface Rule {
  readonly metadata: RuleMetadata;
  check(posture: Posture): Iterable<Finding>;
}

/** The property that is wrong. */
export function violation<Of>(resource: Of, property: string, message: string, severity?: Severity): Finding<Of> {
  return { resource, property, status: Status.VIOLATION, severity, message };
}

/** The property of which it cannot be determined whether it is wrong. */
export function cannotTell<Of>(resource: Of, property: string, message: string, severity?: Severity): Finding<Of> {
  return { resource, property, status: Status.UNKNOWN, severity, message };
}
