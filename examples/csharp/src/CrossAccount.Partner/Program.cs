using Amazon.CDK;

namespace CrossAccount.Partner
{
    /// <summary>The partner's app, to which the owner's outputs were told.</summary>
    internal static class Program
    {
        private const string BucketArn = "arn:aws:s3:::exchange-111122223333-eu-west-1";
        private const string KeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

        public static void Main()
        {
            var app = new App();

            new PartnerStack(app, "Partner", BucketArn, KeyArn, new StackProps
            {
                Env = new Environment { Account = "444455556666", Region = "us-east-1" },
            });

            app.Synth();
        }
    }
}
