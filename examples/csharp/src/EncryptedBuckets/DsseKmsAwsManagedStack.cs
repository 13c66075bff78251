using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Two layers of encryption with the AWS managed key aws/s3.</summary>
    public class DsseKmsAwsManagedStack : Stack
    {
        public DsseKmsAwsManagedStack(Construct scope, string id) : base(scope, id)
        {
            var minutes = new EncryptedBucket(this, "Minutes", new EncryptedBucketProps
            {
                DefaultEncryption = DefaultEncryption.DsseKmsAwsManaged(),
            });

            // The checks advise against it; this is how to say that it is meant.
            Validations.Of(minutes).Acknowledge(new Acknowledgment
            {
                Id = "S3Encryption::CustomerManagedKey",
                Reason = "No other account reads them, and nobody has to look after a key.",
            });
        }
    }
}
