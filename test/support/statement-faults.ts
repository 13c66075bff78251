import { type Authorization, authorizationsOf, hasConditionKey } from './service-authorization';
import { listOf, type PolicyDocument, type StatementJson } from '../catalogue/documents';

/** Everything that is wrong with the statements of an app. */
export async function faultsOfStatements(documents: readonly PolicyDocument[]): Promise<string[]> {
  const faults = await Promise.all(documents.map(async (document) => [
    ...repeatedSids(document),
    ...(await Promise.all(document.statements.map(async (statement, i) =>
      (await faultsOfStatement(statement)).map((fault) => `${document.where}, ${statement.Sid ?? `statement ${i + 1}`}: ${fault}`)))).flat(),
  ]));
  return faults.flat();
}

function repeatedSids({ where, statements }: PolicyDocument): string[] {
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  return [
    ...sids.filter((sid, i) => sids.indexOf(sid) !== i).map((sid) => `${where}: Sid ${sid} is there twice`),
    ...sids.filter((sid) => !/^[A-Za-z0-9]{1,100}$/.test(sid)).map((sid) => `${where}: Sid ${sid} has other characters than letters and digits`),
  ];
}

async function faultsOfStatement(statement: StatementJson): Promise<string[]> {
  const patterns = listOf(statement.Action ?? statement.NotAction);
  const faults = await Promise.all(patterns.map(async (pattern) => {
    if (pattern === '*') { return []; }
    const actions = await authorizationsOf(pattern);
    if (actions.length === 0) { return [`AWS knows no action ${pattern}`]; }
    // A pattern may stand for more than is meant: one of the actions is.
    const ofEach = await Promise.all(actions.map((action) => faultsOfAction(statement, action)));
    return ofEach.reduce((least, one) => (one.length < least.length ? one : least));
  }));
  return faults.flat();
}

async function faultsOfAction(statement: StatementJson, action: Authorization): Promise<string[]> {
  const { Effect: effect, Resource: resource, Condition: conditions = {} } = statement;
  const resources = listOf(resource).filter((arn) => arn !== '*');
  const taken = resources.filter((arn) => action.resources.some((pattern) => meantBy(arn).some((meant) => pattern.test(meant))));
  const keys = Object.entries(conditions)
    // That a key is not there can be asked of any action, and a Deny that never holds denies nothing.
    .flatMap(([operator, tested]) => Object.entries(tested).filter(([, value]) => !(operator === 'Null' && String(value) === 'true')).map(([key]) => key));
  const lacking = await Promise.all(keys.map(async (key) => (await hasConditionKey(action, key) ? [] : [key])));
  return [
    ...(listOf(resource).length > 0 && resources.length === listOf(resource).length && taken.length === 0 && known(resources)
      ? [`${action.action} takes none of ${resources.join(', ')}`] : []),
    ...(effect === 'Deny' ? [] : lacking.flat().map((key) => `${action.action} has no condition key ${key}`)),
  ];
}

/**
 * What is in a table or vector bucket has its kind in its ARN, which a pattern of everything in it means, too. CloudWatch Logs writes the ARN of a log
 * group with `:*`, for the group and its streams.
 */
function meantBy(arn: string): string[] {
  if (/:s3(?:tables|vectors):.*\/\*$/.test(arn)) { return [arn, arn.replace(/\*$/, 'table/*'), arn.replace(/\*$/, 'index/*')]; }
  return /:logs:.*:log-group:[^:]+:\*$/.test(arn) ? [arn, arn.replace(/:\*$/, ''), arn.replace(/\*$/, 'log-stream:*')] : [arn];
}

/** ARNs that the deployment in memory knows how to write. */
function known(arns: readonly string[]): boolean {
  return arns.every((arn) => /^arn:aws:(s3|s3express|s3tables|s3vectors|kms|iam|logs):/.test(arn));
}
