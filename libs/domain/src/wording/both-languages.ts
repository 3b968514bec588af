/** Of what is kept in one text and read by people of either language, such as the title of a task: Chinese first. */
export const bothLanguages = (zh: string, en: string): string => `${zh} / ${en}`;
