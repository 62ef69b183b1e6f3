import type { DocinfoName } from "../rst/nodes.js";

/** What a bibliographic field stands for. */
export type BibliographicName = DocinfoName | "authors" | "address" | "dedication" | "abstract";

/** The words that bibliographic fields go by in a language. */
export interface BibliographicWords {
  /** By the name of the field in lower case. */
  readonly fields: Readonly<Record<string, BibliographicName>>;
  readonly abstract: string;
  readonly dedication: string;
}

const english: BibliographicWords = {
  fields: {
    author: "author",
    authors: "authors",
    organization: "organization",
    address: "address",
    contact: "contact",
    version: "version",
    revision: "revision",
    status: "status",
    date: "date",
    copyright: "copyright",
    dedication: "dedication",
    abstract: "abstract",
  },
  abstract: "Abstract",
  dedication: "Dedication",
};

const languages: Readonly<Record<string, BibliographicWords>> = {
  en: english,
  de: {
    fields: {
      autor: "author",
      autoren: "authors",
      organisation: "organization",
      adresse: "address",
      kontakt: "contact",
      version: "version",
      revision: "revision",
      status: "status",
      datum: "date",
      copyright: "copyright",
      widmung: "dedication",
      zusammenfassung: "abstract",
    },
    abstract: "Zusammenfassung",
    dedication: "Widmung",
  },
  fr: {
    fields: {
      auteur: "author",
      auteurs: "authors",
      organisation: "organization",
      adresse: "address",
      contact: "contact",
      version: "version",
      révision: "revision",
      statut: "status",
      date: "date",
      copyright: "copyright",
      dédicace: "dedication",
      résumé: "abstract",
    },
    abstract: "Résumé",
    dedication: "Dédicace",
  },
  ru: {
    fields: {
      автор: "author",
      авторы: "authors",
      организация: "organization",
      адрес: "address",
      контакт: "contact",
      версия: "version",
      редакция: "revision",
      статус: "status",
      дата: "date",
      "права копирования": "copyright",
      посвящение: "dedication",
      аннотация: "abstract",
    },
    abstract: "Аннотация",
    dedication: "Посвящение",
  },
};

/** The words of a language, its regions aside; English where it is not known. */
export function bibliographicWords(language: string): BibliographicWords {
  return languages[language.toLowerCase().split(/[-_]/)[0]!] ?? english;
}
