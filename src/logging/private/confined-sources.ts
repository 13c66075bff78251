import { aws_iam as iam, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { LogService } from '../../services';
import type { LogWrites } from '../log-writes';

/** What a bucket policy says of the sources that it accepts, for statements of others about the same service. */
export interface ConfinedSources {
  /** What is delivered. */
  readonly title: string;
  readonly services: readonly string[];
  /** What the ARNs of objects begin with that the service writes on behalf of the account only. */
  readonly folders: readonly string[];
  /** Who that is: any source of the account, in any Region. */
  readonly conditions: { readonly [operator: string]: { readonly [key: string]: string } };
  /** Whether nothing but a condition stops other accounts. */
  readonly byConditionOnly: boolean;
}

/** The keys of conditions that say on whose behalf a service calls, in lower case. */
const SOURCE_KEYS = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** The same without names and Regions: a service writes into the folder of an account for no other account. */
export function confinedSources(
  bucket: s3.CfnBucket, { title, sourceArn, sourceConditions }: LogService, { owner, services, objectKeys }: LogWrites, byConditionOnly: boolean,
): ConfinedSources {
  const anySource = sourceArn?.replace('<partition>', Stack.of(bucket).partition).replace('<account>', owner).replace(/<[a-z]+>/g, '*');
  return {
    title,
    services,
    folders: objectKeys.filter(({ folder }) => folder.startsWith('AWSLogs/') && folder.includes(`/${owner}/`))
      .map(({ prefix, folder }) => `${bucket.attrArn}/${prefix}${folder}`),
    conditions: {
      ...sourceConditions.includes('aws:SourceAccount') ? { StringEquals: { 'aws:SourceAccount': owner } } : {},
      ...sourceConditions.includes('aws:SourceArn') && anySource !== undefined ? { ArnLike: { 'aws:SourceArn': anySource } } : {},
    },
    byConditionOnly,
  };
}

/** A statement as a template shows it. */
interface StatementJson {
  readonly Effect?: string;
  readonly Principal?: { readonly [kind: string]: unknown };
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: { readonly [operator: string]: object };
}

/** The services that a statement lets in, if it lets in nothing else and does not say on whose behalf. */
export function unconfinedServices(bucket: s3.CfnBucket, statement: iam.PolicyStatement): readonly string[] | undefined {
  const stack = Stack.of(bucket);
  const written = statement.toStatementJson() as StatementJson;
  if (written.Effect !== 'Allow') { return undefined; }
  const principal = stack.resolve(written.Principal) as StatementJson['Principal'];
  if (typeof principal !== 'object' || Object.keys(principal).join() !== 'Service') { return undefined; }
  if (conditionKeysOf(stack, written.Condition).some((key) => SOURCE_KEYS.includes(key.toLowerCase()))) { return undefined; }
  return [principal.Service].flat() as string[];
}

/** Whether all of some services are those that the sources belong to. */
export function areOf(bucket: s3.CfnBucket, services: readonly string[], sources: ConfinedSources): boolean {
  const stack = Stack.of(bucket);
  const written = (service: string) => stack.resolve(new iam.ServicePrincipal(service).policyFragment.principalJson.Service) as string[];
  const ours = sources.services.flatMap(written);
  return services.every((service) => ours.includes(service));
}

/** Without their values: those of statements that accept many sources are lists that are made when they are resolved. */
function conditionKeysOf(stack: Stack, condition: StatementJson['Condition'] = {}): string[] {
  return Object.values(condition).flatMap((keys) => Object.keys(Token.isUnresolved(keys) ? stack.resolve(keys) as object : keys));
}

/** Whether all resources of a statement are objects that the service writes on behalf of the account only. */
export function isWithinFolders(bucket: s3.CfnBucket, statement: iam.PolicyStatement, { folders }: ConfinedSources): boolean {
  const stack = Stack.of(bucket);
  const { Resource: resources } = stack.resolve(statement.toStatementJson()) as StatementJson;
  const beginnings = folders.map((folder) => flat(stack.resolve(folder)));
  return resources !== undefined && [resources].flat().every((resource) => beginnings.some((beginning) => flat(resource).startsWith(beginning)));
}

/** Whether a statement is about writing objects. */
export function writesObjects(bucket: s3.CfnBucket, statement: iam.PolicyStatement): boolean {
  const { Action: actions } = Stack.of(bucket).resolve(statement.toStatementJson()) as StatementJson;
  return [actions].flat().some((action) => typeof action === 'string' && /^(\*|s3:(\*|Put(\*|Object\*?)))$/i.test(action));
}

/** A resolved text, with its references as they stand in the template. */
function flat(text: unknown): string {
  if (typeof text === 'string') { return text; }
  const parts = (text as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts?.[0] === '' ? parts[1].map(flat).join('') : JSON.stringify(text);
}
