import { aws_cloudtrail as cloudtrail, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogDelivery, EncryptedBucket, LogBucket, LogSource } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Logs that S3 and load balancers deliver to SSE-S3 only, and an audit trail with a key. */
export class LogsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // Nobody but AWS services may write to it, and they for this account only.
    const logs = new LogBucket(this, 'Logs', { otherWritersDenied: true });

    // Server access logs.
    new EncryptedBucket(this, 'Orders', { accessLogs: { bucket: logs, prefix: 'orders/' } });

    // A load balancer checks the bucket when its logs are turned on: it waits for the policy.
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false });
    const web = new elbv2.ApplicationLoadBalancer(this, 'Web', { vpc });
    web.setAttribute('access_logs.s3.enabled', 'true');
    web.setAttribute('access_logs.s3.bucket', logs.bucketName);
    logs.acceptLogsFrom(LogSource.applicationLoadBalancer({ producer: web }));

    // CloudTrail can have a key; the policies of bucket and key let this trail in.
    const audit = new EncryptedBucket(this, 'Audit', { accessLogs: { bucket: logs, prefix: 'audit/' } });
    const trail = new cloudtrail.CfnTrail(this, 'Trail', {
      trailName: 'audit',
      isLogging: true,
      s3BucketName: audit.bucketName,
      kmsKeyId: audit.encryptionKey?.keyArn,
    });
    audit.acceptLogsFrom(LogSource.cloudTrail({ producer: trail, trailNames: ['audit'] }));

    // Server access logs under a key: to a log group instead of a bucket.
    new AccessLogDelivery(this, 'PayrollAccessLogs', { bucket: new EncryptedBucket(this, 'Payroll') });
  }
}
