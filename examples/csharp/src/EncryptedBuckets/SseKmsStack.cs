using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Customer managed keys, with an S3 Bucket Key: what an EncryptedBucket does unless told otherwise.</summary>
    public class SseKmsStack : Stack
    {
        public SseKmsStack(Construct scope, string id) : base(scope, id)
        {
            // A key of its own.
            var orders = new EncryptedBucket(this, "Orders");

            // One key for several buckets.
            var key = new EncryptionKey(this, "Key", new EncryptionKeyProps { Alias = "reports" });
            var withKey = new EncryptedBucketProps
            {
                DefaultEncryption = DefaultEncryption.SseKms(new SseKmsOptions { Key = key }),
            };
            new EncryptedBucket(this, "Reports", withKey);
            new EncryptedBucket(this, "ReportDrafts", withKey);

            // A grant on the bucket includes what its key needs.
            var reader = new Role(this, "Reader", new RoleProps
            {
                AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            });
            orders.GrantRead(reader);
        }
    }
}
