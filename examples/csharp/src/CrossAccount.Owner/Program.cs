using Amazon.CDK;

namespace CrossAccount.Owner
{
    /// <summary>The owner's app.</summary>
    internal static class Program
    {
        public static void Main()
        {
            var app = new App();

            new OwnerStack(app, "Owner", "444455556666", new StackProps
            {
                Env = new Environment { Account = "111122223333", Region = "eu-west-1" },
            });

            app.Synth();
        }
    }
}
