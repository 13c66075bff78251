import { aws_iam as iam } from 'aws-cdk-lib';

/** Whose log folders they are. */
export interface NestedLogFolders {
  readonly sid: string;
  /** Service principals. */
  readonly services: string[];
  /** The folder of the service, behind that of the account; without it, all of them. */
  readonly folder?: string;
}

/**
 * Denies services to write logs below the folder of another account's logs.
 *
 * For producers of which AWS documents no condition on the source, and for statements that accounts share. The last folder `AWSLogs/` in a key is followed by
 * the id of the account whose logs they are; what stands before it is chosen by whoever turns the logs on, and could
 * be the folder of somebody else.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
 */
export function denyNestedLogFolders(bucketArn: string, { sid, services, folder }: NestedLogFolders): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    effect: iam.Effect.DENY,
    principals: services.map((service) => new iam.ServicePrincipal(service)),
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*AWSLogs/*/AWSLogs/*${folder === undefined ? '' : `/${folder}/*`}`],
  });
}
