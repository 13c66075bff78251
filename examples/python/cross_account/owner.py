from aws_cdk import App, CfnOutput, Environment, Stack
from cdk_s3_encryption import CrossAccountGrantee, EncryptedBucket
from constructs import Construct


class OwnerStack(Stack):
    """The account that a bucket and its key belong to, which shares them with another."""

    def __init__(self, scope: Construct, construct_id: str, *, partner: str, env: Environment) -> None:
        super().__init__(scope, construct_id, env=env)

        bucket = EncryptedBucket(self, "Exchange", bucket_name=f"exchange-{self.account}-{self.region}")
        grantee = CrossAccountGrantee.account(partner)
        bucket.grant_cross_account_read(grantee, "outbox/*")
        bucket.grant_cross_account_write(grantee, "inbox/*")

        # What the partner has to know: a key is named by its full ARN, for an alias would be looked up
        # in the partner's account.
        CfnOutput(self, "BucketArn", value=bucket.bucket_arn)
        assert bucket.encryption_key is not None
        CfnOutput(self, "KeyArn", value=bucket.encryption_key.key_arn)


def owners_app() -> App:
    """The owner's app."""
    app = App()
    OwnerStack(
        app,
        "Owner",
        partner="444455556666",
        env=Environment(account="111122223333", region="eu-west-1"),
    )
    return app


if __name__ == "__main__":
    owners_app().synth()
