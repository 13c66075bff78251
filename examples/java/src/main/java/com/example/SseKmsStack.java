package com.example;

import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import io.github.cdks3encryption.EncryptionKey;
import io.github.cdks3encryption.SseKmsOptions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Customer managed keys, with an S3 Bucket Key: what an EncryptedBucket does unless told otherwise. */
public class SseKmsStack extends Stack {
    public SseKmsStack(final Construct scope, final String id) {
        super(scope, id);

        // A key of its own.
        EncryptedBucket orders = new EncryptedBucket(this, "Orders");

        // One key for several buckets.
        EncryptionKey key = EncryptionKey.Builder.create(this, "Key").alias("reports").build();
        DefaultEncryption withKey = DefaultEncryption.sseKms(SseKmsOptions.builder().key(key).build());
        EncryptedBucket.Builder.create(this, "Reports").defaultEncryption(withKey).build();
        EncryptedBucket.Builder.create(this, "ReportDrafts").defaultEncryption(withKey).build();

        // A grant on the bucket includes what its key needs.
        Role reader = Role.Builder.create(this, "Reader")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
        orders.grantRead(reader);
    }
}
