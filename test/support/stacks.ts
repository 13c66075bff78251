import { App, Stack, type Environment } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { concrete, type Resource, type TemplateJson } from './concrete';

/** A stack in an app of its own. */
export function aStack(env?: Environment): Stack {
  return new Stack(new App(), 'Stack', { env });
}

/** The synthesized template, as it would stand after deployment. */
export function deployed(stack: Stack): TemplateJson {
  return concrete(Template.fromStack(stack).toJSON() as TemplateJson);
}

/** The resources of a type, by logical id. */
export function resourcesOf(stack: Stack, type: string): { [logicalId: string]: Resource } {
  return Object.fromEntries(Object.entries(deployed(stack).Resources ?? {}).filter(([, resource]) => resource.Type === type));
}

/** The one resource of a type. */
export function theResource(stack: Stack, type: string): { [property: string]: any } {
  const found = Object.values(resourcesOf(stack, type));
  expect(found).toHaveLength(1);
  return found[0].Properties ?? {};
}

export interface StatementJson { Sid?: string; [element: string]: unknown }

/** The statements of the one bucket policy, by Sid. */
export function bucketPolicyStatements(stack: Stack): { [sid: string]: StatementJson } {
  return bySid(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument as { Statement: StatementJson[] });
}

export function bySid(document: { Statement: StatementJson[] }): { [sid: string]: StatementJson } {
  const sids = document.Statement.map((statement) => statement.Sid);
  expect(new Set(sids).size).toBe(sids.length);
  return Object.fromEntries(document.Statement.map((statement) => [statement.Sid ?? '', statement]));
}
