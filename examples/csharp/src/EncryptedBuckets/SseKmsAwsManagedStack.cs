using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>The AWS managed key aws/s3: no key to keep, but no reader in another account either.</summary>
    public class SseKmsAwsManagedStack : Stack
    {
        public SseKmsAwsManagedStack(Construct scope, string id) : base(scope, id)
        {
            var scratch = new EncryptedBucket(this, "Scratch", new EncryptedBucketProps
            {
                DefaultEncryption = DefaultEncryption.SseKmsAwsManaged(),
            });

            // The checks advise against it; this is how to say that it is meant.
            Validations.Of(scratch).Acknowledge(new Acknowledgment
            {
                Id = "S3Encryption::CustomerManagedKey",
                Reason = "Scratch data: no other account reads it, and nobody has to look after a key.",
            });
        }
    }
}
