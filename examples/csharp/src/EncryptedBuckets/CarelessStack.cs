using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Buckets as one finds them: each has a fault that CDK synthesizes without a word.</summary>
    public class CarelessStack : Stack
    {
        private const string Rule = "BucketEncryption.ServerSideEncryptionConfiguration.0";

        public CarelessStack(Construct scope, string id) : base(scope, id)
        {
            // Says nothing: S3 decides how to encrypt, and anybody may read over plain HTTP.
            new Bucket(this, "Uploads");

            // SSE-KMS, but every object costs a request to AWS KMS.
            new Bucket(this, "Invoices", new BucketProps { Encryption = BucketEncryption.KMS, EnforceSSL = true });

            // An escape hatch undoes what the construct says, and opens the bucket to customer-provided keys.
            var archive = new Bucket(this, "Archive", new BucketProps
            {
                Encryption = BucketEncryption.KMS,
                BucketKeyEnabled = true,
                EnforceSSL = true,
                BlockedEncryptionTypes = new[] { BlockedEncryptionType.SSE_C },
            });
            var l1 = (CfnBucket)archive.Node.DefaultChild!;
            l1.AddPropertyOverride($"{Rule}.BucketKeyEnabled", false);
            l1.AddPropertyOverride($"{Rule}.BlockedEncryptionTypes.EncryptionType", new[] { "NONE" });

            // Known and accepted: acknowledged with a reason, so it is in the report but stops nobody.
            var mirror = new Bucket(this, "PublicMirror", new BucketProps
            {
                Encryption = BucketEncryption.S3_MANAGED,
                BlockedEncryptionTypes = new[] { BlockedEncryptionType.SSE_C },
            });
            Validations.Of(mirror).Acknowledge(new Acknowledgment
            {
                Id = "S3Encryption::SecureTransportRequired",
                Reason = "Package managers of old distributions fetch the mirror over HTTP; packages are signed.",
            });
        }
    }
}
