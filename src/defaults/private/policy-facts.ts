import type { CfnResource } from 'aws-cdk-lib';
import { allowedPrincipals, concernsObjects, type PrincipalKind, statementsIn, type WrittenStatement } from './allowed-principals';
import { valuesAt } from './values-at';
import type { MarkedResource } from '../../cdk';
import { LOG_SERVICES, LogEncryption, LogPermission, principalMatcher } from '../../services';

/** Services that write to SSE-S3 and to nothing else, and that a bucket policy has to allow. */
const SSE_S3_ONLY = LOG_SERVICES.filter(({ encryption, permission }) => encryption === LogEncryption.SSE_S3 && permission !== LogPermission.ROLE);
const ACCOUNTS = new Set(SSE_S3_ONLY.flatMap(({ legacyAccounts }) => [...legacyAccounts?.values() ?? []]));
const isSseS3Only = principalMatcher(SSE_S3_ONLY);

/** What a bucket policy says that decides what its bucket can have. */
export class PolicyFacts {
  private readonly documents: readonly unknown[];

  /**
   * @param policy The resource
   * @param rendered The same, as its template will have it
   * @param isAttached Whether statements for the bucket can be added to it
   */
  constructor(public readonly policy: CfnResource, rendered: MarkedResource, public readonly isAttached: boolean) {
    this.documents = valuesAt(rendered.Properties, ['PolicyDocument']);
  }

  /** Whether each document that it can have is written out, so that it can have one more statement. */
  public get isWrittenOut(): boolean {
    return this.documents.length > 0 && this.documents.every((document) => typeof document === 'object'
      && !Object.keys(document as object).some((name) => name === 'Ref' || name.startsWith('Fn::')));
  }

  /** Whether a statement allows something to everybody. */
  public get isPublic(): boolean {
    return this.allowed('AWS').some((principal) => principal === '*');
  }

  /** Whether a statement allows something to an origin access identity of CloudFront, or to another canonical user. */
  public get hasCanonicalUser(): boolean {
    return this.allowed('CanonicalUser').length > 0 || this.allowed('AWS').some((principal) => JSON.stringify(principal).includes('CloudFront Origin Access Identity'));
  }

  /** Whether a statement allows a service to write that can write to SSE-S3 only. */
  public get allowsSseS3OnlyLogs(): boolean {
    return this.allowed('Service').some((service) => typeof service === 'string' && isSseS3Only(service))
      || this.allowed('AWS').some((principal) => ACCOUNTS.has(/(?:^|::)(\d{12})(?::root)?$/.exec(String(principal))?.[1] ?? ''));
  }

  /** Whether a statement of somebody else names a condition key, and so says what it thinks of it. */
  public mentions(conditionKey: string): boolean {
    return JSON.stringify(this.documents).toLowerCase().includes(`"${conditionKey.toLowerCase()}"`);
  }

  /** Whether a statement says something else of plain HTTP than that it is denied to everybody, as by `enforceSSL`: it has an exception. */
  public get hasOwnTransport(): boolean {
    return statementsIn(this.documents).some((statement) => mentionsTransport(statement) && !isPlainDeny(statement));
  }

  /** The principals of a kind that may read or write objects. */
  public objectUsers(kind: PrincipalKind): unknown[] {
    return allowedPrincipals(this.documents, kind, concernsObjects);
  }

  private allowed(kind: PrincipalKind): unknown[] {
    return allowedPrincipals(this.documents, kind);
  }
}

const TRANSPORT = 'aws:securetransport';

function mentionsTransport({ Condition }: WrittenStatement): boolean {
  return JSON.stringify(Condition ?? '').toLowerCase().includes(`"${TRANSPORT}"`);
}

/** Everything is denied to everybody over plain HTTP; which resources it names is not asked, for a policy is of one bucket. */
function isPlainDeny({ Effect, Principal, Action, Condition }: WrittenStatement): boolean {
  return Effect === 'Deny' && PLAIN_PRINCIPALS.includes(JSON.stringify(Principal)) && ['s3:*', '*'].includes(String(Action))
    && JSON.stringify(Condition).toLowerCase().replaceAll('"', '').replace(/[[\]]/g, '') === `{bool:{${TRANSPORT}:false}}`;
}

const PLAIN_PRINCIPALS = ['"*"', '{"AWS":"*"}', '{"AWS":["*"]}'];
