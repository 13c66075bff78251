import type { aws_iam as iam } from 'aws-cdk-lib';

/** Whether a document is one of the L2's, which statements can be added to. */
export function isPolicyDocument(document: unknown): document is iam.PolicyDocument {
  return typeof (document as Partial<iam.PolicyDocument> | undefined)?.addStatements === 'function';
}
