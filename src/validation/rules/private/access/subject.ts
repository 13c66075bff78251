import { type IdentityPolicies, Policy, Principal } from '../../../../policy-evaluation';
import { type Resource, type Text, Unknown, type Value } from '../../../../template';
import { type Identity, type OutsideIdentity, type PolicySource, type Posture, User } from '../../../posture';
import { KeyRights, keyRightsOf } from '../managed-policies';

/** What policies that are not seen may allow. What they may deny is left out. */
const PERHAPS_MORE: Value = { Statement: [{ Effect: 'Allow', Action: new Unknown('it is not in the app'), Resource: '*' }] };

const EVERYTHING_WITH_KEYS: Value = { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };

interface Known {
  readonly documents: readonly Value[];
  readonly policies: readonly Policy[];
  readonly doubts: readonly string[];
  readonly boundary: Value | undefined;
  readonly boundaryPolicy: Policy | undefined;
}

/** A role or user who may use buckets and keys, with all that decides about it. */
export class Subject {
  /** One of the app. */
  static of(posture: Posture, identity: Identity): Subject {
    const isUser = identity instanceof User;
    const { logicalId } = identity.resource;
    return new Subject(
      `${isUser ? 'user' : 'role'} ${logicalId}`,
      isUser ? Principal.user(identity.arn) : Principal.role(identity.arn),
      identity.sources,
      () => [...identity.documentsInApp, ...hasAllRights(identity) ? [EVERYTHING_WITH_KEYS] : []],
      () => [...doubtsAbout(identity)],
      () => boundaryOf(posture, identity),
      identity.resource,
    );
  }

  /** One that is made elsewhere: the app may attach policies to it, or name it in the policy of a bucket. */
  static outside({ arn, isRole, sources }: OutsideIdentity): Subject {
    return new Subject(
      `${isRole ? 'role' : 'user'} ${arn}`,
      isRole ? Principal.role(arn) : Principal.user(arn),
      sources,
      () => sources.map(({ resource, path }) => resource.read(...path) ?? null),
      () => ['its other policies are not in the app'],
      () => undefined,
    );
  }

  private known: Known | undefined;

  private constructor(
    /** For messages. */
    readonly who: string,
    readonly principal: Principal,
    /** Where its policies of the app stand. */
    readonly sources: readonly PolicySource[],
    private readonly readDocuments: () => readonly Value[],
    private readonly readDoubts: () => readonly string[],
    private readonly readBoundary: () => Value | undefined,
    /** What makes it in the app. */
    readonly resource?: Resource,
  ) {}

  /** All that it is allowed, and what it may be allowed besides. */
  get policies(): readonly Policy[] {
    return this.read().policies;
  }

  /** Why it may be allowed more than its policies of the app say, as clauses. */
  get doubts(): readonly string[] {
    return this.read().doubts;
  }

  /** Its permissions boundary, if that is in the app. A boundary allows nothing that the policies don't. */
  get boundary(): Policy | undefined {
    return this.read().boundaryPolicy;
  }

  /** The same as documents, for searches. */
  get identityPolicies(): Pick<IdentityPolicies, 'boundary' | 'documents'> {
    const { boundary, documents } = this.read();
    return { documents, ...(boundary === undefined ? {} : { boundary }) };
  }

  private read(): Known {
    if (!this.known) {
      const doubts = this.readDoubts();
      const documents = [...this.readDocuments(), ...doubts.length > 0 ? [PERHAPS_MORE] : []];
      const boundary = this.readBoundary();
      this.known = {
        documents,
        policies: documents.map((one) => Policy.of(one)),
        doubts,
        boundary,
        boundaryPolicy: boundary === undefined ? undefined : Policy.of(boundary),
      };
    }
    return this.known;
  }
}

/** The ARN of a role or user by which policies name it. */
export function outsider(arn: string | Text, isRole: boolean): Subject {
  return Subject.outside({ arn, isRole, sources: [] });
}

function hasAllRights({ managedPolicies }: Identity): boolean {
  return managedPolicies.some((arn) => keyRightsOf(arn) === KeyRights.ALL);
}

function* doubtsAbout(identity: Identity): Iterable<string> {
  if (identity.managedPolicies.some((arn) => keyRightsOf(arn) === KeyRights.UNKNOWN)) { yield 'what its managed policies allow is not in the app'; }
  if (identity.unseenPolicies !== undefined) { yield identity.unseenPolicies; }
  if (identity instanceof User && identity.hasGroups) { yield 'the policies of its groups may allow it'; }
}

function boundaryOf(posture: Posture, { resource }: Identity): Value | undefined {
  const policy = posture.app.resourceAt(resource.read('PermissionsBoundary'), { from: resource, type: 'AWS::IAM::ManagedPolicy' });
  return policy && (policy.read('PolicyDocument') ?? null);
}
