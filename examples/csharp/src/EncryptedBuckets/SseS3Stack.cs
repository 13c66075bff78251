using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Keys that S3 manages: no key policies, no KMS requests, no readers in other accounts to think of.</summary>
    public class SseS3Stack : Stack
    {
        public SseS3Stack(Construct scope, string id) : base(scope, id)
        {
            new EncryptedBucket(this, "Thumbnails", new EncryptedBucketProps
            {
                DefaultEncryption = DefaultEncryption.SseS3(),
            });
        }
    }
}
