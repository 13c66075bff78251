package com.example;

import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/** The AWS managed key aws/s3: no key to keep, but no reader in another account either. */
public class SseKmsAwsManagedStack extends Stack {
    public SseKmsAwsManagedStack(final Construct scope, final String id) {
        super(scope, id);

        EncryptedBucket scratch = EncryptedBucket.Builder.create(this, "Scratch")
            .defaultEncryption(DefaultEncryption.sseKmsAwsManaged())
            .build();

        // The checks advise against it; this is how to say that it is meant.
        Validations.of(scratch).acknowledge(Acknowledgment.builder()
            .id("S3Encryption::CustomerManagedKey")
            .reason("Scratch data: no other account reads it, and nobody has to look after a key.")
            .build());
    }
}
