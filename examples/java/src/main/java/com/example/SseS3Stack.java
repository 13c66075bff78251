package com.example;

import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Keys that S3 manages: no key policies, no KMS requests, no readers in other accounts to think of. */
public class SseS3Stack extends Stack {
    public SseS3Stack(final Construct scope, final String id) {
        super(scope, id);

        EncryptedBucket.Builder.create(this, "Thumbnails")
            .defaultEncryption(DefaultEncryption.sseS3())
            .build();
    }
}
