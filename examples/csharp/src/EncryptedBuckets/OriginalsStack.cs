using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace EncryptedBuckets
{
    /// <summary>A bucket that is replicated to another Region, with keys of AWS KMS on both sides.</summary>
    public class OriginalsStack : Stack
    {
        public OriginalsStack(Construct scope, string id, EncryptedBucket replicas, IStackProps props) : base(scope, id, props)
        {
            new BucketReplication(this, "Replication", new BucketReplicationProps
            {
                Source = new EncryptedBucket(this, "Originals"),
                Rules = new[]
                {
                    new BucketReplicationRule
                    {
                        Destination = ReplicationDestination.Bucket(replicas),
                        DeleteMarkers = true,
                    },
                },
            });
        }
    }
}
