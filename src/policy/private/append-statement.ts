import { type aws_iam as iam, type CfnResource, type IResolvable, Lazy, Stack, Token } from 'aws-cdk-lib';
import { withStatement } from './document-with-statement';

/** Adds a statement to a policy document, whatever its form; gives the document that the resource shall have. */
export function appended(resource: CfnResource, document: unknown, statement: iam.PolicyStatement): unknown {
  if (isPolicyDocument(document)) {
    document.addStatements(statement);
    return document;
  }
  if (Token.isUnresolved(document)) {
    return Lazy.any({
      produce: () => withStatement(resource, Stack.of(resource).resolve(document as IResolvable), statement),
    });
  }
  return withStatement(resource, document, statement);
}

function isPolicyDocument(document: unknown): document is iam.PolicyDocument {
  return typeof (document as Partial<iam.PolicyDocument> | undefined)?.addStatements === 'function';
}
