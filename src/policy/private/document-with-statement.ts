import type { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';

interface PlainDocument { readonly [name: string]: unknown }

/**
 * A plain policy document with one more statement.
 *
 * Where the document is chosen by `Fn::If`, every branch gets the statement.
 *
 * @throws if the document is something else than a document or a choice among documents
 */
export function withStatement(policy: IConstruct, document: unknown, statement: iam.PolicyStatement): PlainDocument {
  if (!isPlain(document)) { throw notADocument(policy, document); }
  const choice = document['Fn::If'];
  if (Array.isArray(choice) && choice.length === 3) {
    const [condition, yes, no] = choice as unknown[];
    return { 'Fn::If': [condition, withStatement(policy, yes, statement), withStatement(policy, no, statement)] };
  }
  if (Object.keys(document).some((name) => name.startsWith('Fn::') || name === 'Ref')) { throw notADocument(policy, document); }
  const { Statement: statements = [], ...rest } = document;
  return {
    Version: '2012-10-17',
    ...rest,
    Statement: [...(Array.isArray(statements) ? statements as unknown[] : [statements]), statement.toStatementJson()],
  };
}

function isPlain(document: unknown): document is PlainDocument {
  return typeof document === 'object' && document !== null && !Array.isArray(document);
}

function notADocument(policy: IConstruct, document: unknown): Error {
  return refusal(policy, `cannot add a statement to PolicyDocument ${JSON.stringify(document)}`,
    'write the document as an object with a Statement list, or as Fn::If over such objects');
}
