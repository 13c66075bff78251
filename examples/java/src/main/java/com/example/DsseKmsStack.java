package com.example;

import io.github.cdks3encryption.DefaultEncryption;
import io.github.cdks3encryption.EncryptedBucket;
import io.github.cdks3encryption.TlsVersion;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Two layers of encryption, for data that regulations say it of. */
public class DsseKmsStack extends Stack {
    public DsseKmsStack(final Construct scope, final String id) {
        super(scope, id);

        EncryptedBucket.Builder.create(this, "Dossiers")
            .defaultEncryption(DefaultEncryption.dsseKms())
            .minimumTlsVersion(TlsVersion.V1_2)
            .objectLockEnabled(true)
            .build();
    }
}
