using Amazon.CDK;
using CdkS3Encryption;

namespace EncryptedBuckets
{
    internal static class Program
    {
        // Replication refers from one Region to another, so the stacks of both say where they are.
        private const string Account = "111122223333";

        public static void Main()
        {
            var app = new App();

            // Looks at the final templates of every stack, whoever wrote their buckets.
            Validations.Of(app).AddPlugins(new S3EncryptionChecks(app));

            new SseS3Stack(app, "SseS3");
            new SseKmsStack(app, "SseKms");
            new SseKmsAwsManagedStack(app, "SseKmsAwsManaged");
            new DsseKmsStack(app, "DsseKms");
            new DsseKmsAwsManagedStack(app, "DsseKmsAwsManaged");
            new LogsStack(app, "Logs");

            var replicas = new ReplicasStack(app, "Replicas", new StackProps
            {
                Env = new Environment { Account = Account, Region = "eu-central-1" },
            });
            new OriginalsStack(app, "Originals", replicas.Bucket, new StackProps
            {
                Env = new Environment { Account = Account, Region = "eu-west-1" },
            });

            // Everything that the checks report is in this one.
            new CarelessStack(app, "Careless");

            app.Synth();
        }
    }
}
