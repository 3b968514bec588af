import { saveAs } from '../api/download.js';

/** So that Excel opens Chinese as Chinese. */
const BOM = '\u{FEFF}';

export const UNITS_FILE = `code,name,kind,parent,head,zone,currency,calendar
SALES,Sales,department,ROOT,,,,
SERVICE,Customer service,department,ROOT,,,,
HR,Human resources,department,ROOT,,,,
FIN,Finance,department,ROOT,,,,
`;

export const PEOPLE_FILE = `number,name,email,unit,job_family,grade,manager,roles,joined,left
1001,Grace Head,grace@example.com,ROOT,management,M2,,,2020-01-06,
1002,Hannah Hughes,hannah@example.com,HR,hr,M1,1001,hr-lead,2021-03-01,
1003,Finn Fischer,finn@example.com,FIN,finance,P5,1001,finance-reviewer,2021-03-01,
1004,Laura Lead,laura@example.com,SALES,sales,M1,1001,,2021-03-01,
1005,Sam Seller,sam@example.com,SALES,sales,P3,1004,,2023-05-08,
1006,Sue Seller,sue@example.com,SALES,sales,P3,1004,,2024-02-05,
1007,Carl Chief,carl@example.com,SERVICE,service,M1,1001,,2021-03-01,
1008,Cora Care,cora@example.com,SERVICE,service,P3,1007,,2023-05-08,
`;

export const save = (text: string, name: string): void =>
  saveAs(new Blob([BOM + text], { type: 'text/csv;charset=utf-8' }), name);
