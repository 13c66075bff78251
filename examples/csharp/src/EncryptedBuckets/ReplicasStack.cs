using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>Where the replicas go: a bucket like any other.</summary>
    public class ReplicasStack : Stack
    {
        public EncryptedBucket Bucket { get; }

        public ReplicasStack(Construct scope, string id, IStackProps props) : base(scope, id, props)
        {
            Bucket = new EncryptedBucket(this, "Replicas");
        }
    }
}
