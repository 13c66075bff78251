using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using CdkS3Encryption;
using Constructs;

namespace CrossAccount.Partner
{
    /// <summary>Another account, which decides who of its own uses what the owner shares with it.</summary>
    public class PartnerStack : Stack
    {
        public PartnerStack(Construct scope, string id, string bucketArn, string keyArn, IStackProps props) : base(scope, id, props)
        {
            var application = new Role(this, "Application", new RoleProps
            {
                RoleName = "exchange",
                AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            });
            CrossAccountAccess.Read(new CrossAccountAccessProps
            {
                BucketArn = bucketArn,
                KeyArn = keyArn,
                ObjectKeyPattern = "outbox/*",
            }).GrantTo(application);
            CrossAccountAccess.Write(new CrossAccountAccessProps
            {
                BucketArn = bucketArn,
                KeyArn = keyArn,
                ObjectKeyPattern = "inbox/*",
            }).GrantTo(application);
        }
    }
}
