package com.example;

import io.github.cdks3encryption.EncryptedBucket;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Where the replicas go: a bucket like any other. */
public class ReplicasStack extends Stack {
    private final EncryptedBucket bucket;

    public ReplicasStack(final Construct scope, final String id, final StackProps props) {
        super(scope, id, props);

        this.bucket = new EncryptedBucket(this, "Replicas");
    }

    public EncryptedBucket getBucket() {
        return this.bucket;
    }
}
