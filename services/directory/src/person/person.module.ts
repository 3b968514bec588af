import { Module } from '@nestjs/common';
import { PersonImportService } from './person-import.service.js';
import { PersonController } from './person.controller.js';
import { PersonService } from './person.service.js';

@Module({ controllers: [PersonController], providers: [PersonService, PersonImportService] })
export class PersonModule {}
