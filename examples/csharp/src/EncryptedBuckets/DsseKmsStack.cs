using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Two layers of encryption, for data that regulations say it of.</summary>
    public class DsseKmsStack : Stack
    {
        public DsseKmsStack(Construct scope, string id) : base(scope, id)
        {
            new EncryptedBucket(this, "Dossiers", new EncryptedBucketProps
            {
                DefaultEncryption = DefaultEncryption.DsseKms(),
                MinimumTlsVersion = TlsVersion.V1_2,
                ObjectLockEnabled = true,
            });
        }
    }
}
