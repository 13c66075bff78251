package com.example.crossaccount;

import io.github.cdks3encryption.CrossAccountGrantee;
import io.github.cdks3encryption.EncryptedBucket;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The account that a bucket and its key belong to, which shares them with another. */
public class OwnerStack extends Stack {
    public OwnerStack(final Construct scope, final String id, final StackProps props, final String partnerAccount) {
        super(scope, id, props);

        EncryptedBucket bucket = EncryptedBucket.Builder.create(this, "Exchange")
            .bucketName(String.format("exchange-%s-%s", getAccount(), getRegion()))
            .build();
        CrossAccountGrantee partner = CrossAccountGrantee.account(partnerAccount);
        bucket.grantCrossAccountRead(partner, "outbox/*");
        bucket.grantCrossAccountWrite(partner, "inbox/*");

        // What the partner has to know: a key is named by its full ARN, for an alias would be looked up in the partner's account.
        CfnOutput.Builder.create(this, "BucketArn").value(bucket.getBucketArn()).build();
        CfnOutput.Builder.create(this, "KeyArn").value(bucket.getEncryptionKey().getKeyArn()).build();
    }
}
