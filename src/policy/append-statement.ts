import { type aws_iam as iam, type CfnResource, Lazy, Token } from 'aws-cdk-lib';
import { isPolicyDocument } from './policy-document';
import { withStatement } from './private/document-with-statement';

/** Adds a statement to a policy document, whatever its form; gives the document that the resource shall have. */
export function appended(resource: CfnResource, document: unknown, statement: iam.PolicyStatement): unknown {
  if (isPolicyDocument(document)) {
    document.addStatements(statement);
    return document;
  }
  if (Token.isUnresolved(document)) {
    // Through the context, which notes the references to other stacks that it comes upon.
    return Lazy.uncachedAny({ produce: (context) => withStatement(resource, context.resolve(document), statement) });
  }
  return withStatement(resource, document, statement);
}
