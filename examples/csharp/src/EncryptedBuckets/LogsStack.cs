using Amazon.CDK;
using Amazon.CDK.AWS.CloudTrail;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Logs that S3 and load balancers deliver to SSE-S3 only, and an audit trail with a key.</summary>
    public class LogsStack : Stack
    {
        public LogsStack(Construct scope, string id) : base(scope, id)
        {
            // Nobody but AWS services may write to it, and they for this account only.
            var logs = new LogBucket(this, "Logs", new LogBucketProps { OtherWritersDenied = true });

            // Server access logs.
            new EncryptedBucket(this, "Orders", new EncryptedBucketProps
            {
                AccessLogs = new AccessLogsOptions { Bucket = logs, Prefix = "orders/" },
            });

            // A load balancer checks the bucket when its logs are turned on: it waits for the policy.
            var vpc = new Vpc(this, "Vpc", new VpcProps
            {
                MaxAzs = 2,
                NatGateways = 0,
                RestrictDefaultSecurityGroup = false,
            });
            var web = new ApplicationLoadBalancer(this, "Web", new ApplicationLoadBalancerProps { Vpc = vpc });
            web.SetAttribute("access_logs.s3.enabled", "true");
            web.SetAttribute("access_logs.s3.bucket", logs.BucketName);
            logs.AcceptLogsFrom(LogSource.ApplicationLoadBalancer(new LogSourceOptions { Producer = web }));

            // CloudTrail can have a key; the policies of bucket and key let this trail in.
            var audit = new EncryptedBucket(this, "Audit", new EncryptedBucketProps
            {
                AccessLogs = new AccessLogsOptions { Bucket = logs, Prefix = "audit/" },
            });
            var trail = new CfnTrail(this, "Trail", new CfnTrailProps
            {
                TrailName = "audit",
                IsLogging = true,
                S3BucketName = audit.BucketName,
                KmsKeyId = audit.EncryptionKey?.KeyArn,
            });
            audit.AcceptLogsFrom(LogSource.CloudTrail(new CloudTrailLogsOptions
            {
                Producer = trail,
                TrailNames = new[] { "audit" },
            }));

            // Server access logs under a key: to a log group instead of a bucket.
            new AccessLogDelivery(this, "PayrollAccessLogs", new AccessLogDeliveryProps
            {
                Bucket = new EncryptedBucket(this, "Payroll"),
            });
        }
    }
}
