using Amazon.CDK;
using CdkS3Encryption;
using Constructs;

namespace CrossAccount.Owner
{
    /// <summary>The account that a bucket and its key belong to, which shares them with another.</summary>
    public class OwnerStack : Stack
    {
        public OwnerStack(Construct scope, string id, string partnerAccount, IStackProps props) : base(scope, id, props)
        {
            var bucket = new EncryptedBucket(this, "Exchange", new EncryptedBucketProps
            {
                BucketName = $"exchange-{Account}-{Region}",
            });
            var partner = CrossAccountGrantee.Account(partnerAccount);
            bucket.GrantCrossAccountRead(partner, "outbox/*");
            bucket.GrantCrossAccountWrite(partner, "inbox/*");

            // What the partner has to know: a key is named by its full ARN, for an alias would be looked up in the partner's account.
            new CfnOutput(this, "BucketArn", new CfnOutputProps { Value = bucket.BucketArn });
            new CfnOutput(this, "KeyArn", new CfnOutputProps { Value = bucket.EncryptionKey!.KeyArn });
        }
    }
}
