import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { SessionModule } from '../session/session.module.js';
import { IdentityBindingController } from './identity-binding.controller.js';
import { IdentityBindings } from './identity-binding.service.js';
import { OidcProviderController } from './oidc-provider.controller.js';
import { OidcProviders } from './oidc-provider.service.js';
import { OidcSignInController } from './oidc-sign-in.controller.js';
import { OidcSignIn } from './oidc-sign-in.service.js';
import { ProviderClient } from './provider-client.js';
import { ProviderSecrets } from './provider-secrets.js';

@Module({
  imports: [IdentityModule, SessionModule],
  controllers: [IdentityBindingController, OidcProviderController, OidcSignInController],
  providers: [IdentityBindings, OidcProviders, OidcSignIn, ProviderClient, ProviderSecrets],
})
export class OidcModule {}
