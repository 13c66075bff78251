package com.example.crossaccount;

import io.github.cdks3encryption.CrossAccountAccess;
import io.github.cdks3encryption.CrossAccountAccessProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Another account, which decides who of its own uses what the owner shares with it. */
public class PartnerStack extends Stack {
    private final String bucketArn;
    private final String keyArn;

    public PartnerStack(final Construct scope, final String id, final StackProps props, final String bucketArn, final String keyArn) {
        super(scope, id, props);
        this.bucketArn = bucketArn;
        this.keyArn = keyArn;

        Role application = Role.Builder.create(this, "Application")
            .roleName("exchange")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
        CrossAccountAccess.read(objects("outbox/*")).grantTo(application);
        CrossAccountAccess.write(objects("inbox/*")).grantTo(application);
    }

    private CrossAccountAccessProps objects(final String objectKeyPattern) {
        return CrossAccountAccessProps.builder()
            .bucketArn(bucketArn)
            .keyArn(keyArn)
            .objectKeyPattern(objectKeyPattern)
            .build();
    }
}
