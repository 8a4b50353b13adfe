export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "14.1"
  }
  public: {
    Tables: {
      api_keys: {
        Row: {
          created_at: string
          customer_id: string
          hash: string
          id: string
          last_used_at: string | null
          name: string
          prefix: string
          revoked_at: string | null
          scopes: string[]
        }
        Insert: {
          created_at?: string
          customer_id: string
          hash: string
          id?: string
          last_used_at?: string | null
          name: string
          prefix: string
          revoked_at?: string | null
          scopes?: string[]
        }
        Update: {
          created_at?: string
          customer_id?: string
          hash?: string
          id?: string
          last_used_at?: string | null
          name?: string
          prefix?: string
          revoked_at?: string | null
          scopes?: string[]
        }
        Relationships: [
          {
            foreignKeyName: "api_keys_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      attachments: {
        Row: {
          author_id: string | null
          bytes: number
          client_message_id: string
          conversation_id: string | null
          created_at: string
          customer_id: string
          id: string
          media_type: string
          name: string
          path: string
          session_id: string | null
        }
        Insert: {
          author_id?: string | null
          bytes: number
          client_message_id: string
          conversation_id?: string | null
          created_at?: string
          customer_id: string
          id?: string
          media_type: string
          name: string
          path?: never
          session_id?: string | null
        }
        Update: {
          author_id?: string | null
          bytes?: number
          client_message_id?: string
          conversation_id?: string | null
          created_at?: string
          customer_id?: string
          id?: string
          media_type?: string
          name?: string
          path?: never
          session_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "attachments_conversation_id_client_message_id_fkey"
            columns: ["conversation_id", "client_message_id"]
            referencedRelation: "chat_history"
            referencedColumns: ["conversation_id", "client_message_id"]
          },
          {
            foreignKeyName: "attachments_conversation_id_client_message_id_fkey"
            columns: ["conversation_id", "client_message_id"]
            referencedRelation: "messages"
            referencedColumns: ["conversation_id", "client_message_id"]
          },
          {
            foreignKeyName: "attachments_customer_id_conversation_id_fkey"
            columns: ["customer_id", "conversation_id"]
            referencedRelation: "conversations"
            referencedColumns: ["customer_id", "id"]
          },
          {
            foreignKeyName: "attachments_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      audit_log: {
        Row: {
          action: string
          actor: string
          actor_id: string | null
          created_at: string
          customer_id: string
          fields: string[]
          id: number
          subject: string
          subject_id: string
        }
        Insert: {
          action: string
          actor: string
          actor_id?: string | null
          created_at?: string
          customer_id: string
          fields?: string[]
          id?: never
          subject: string
          subject_id: string
        }
        Update: {
          action?: string
          actor?: string
          actor_id?: string | null
          created_at?: string
          customer_id?: string
          fields?: string[]
          id?: never
          subject?: string
          subject_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "audit_log_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      clients: {
        Row: {
          created_at: string
          customer_id: string
          email: string | null
          id: string
          name: string
          phone: string | null
          plan: Database["public"]["Enums"]["plan"]
          preferred_language: string
          updated_at: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          email?: string | null
          id?: string
          name?: string
          phone?: string | null
          plan?: Database["public"]["Enums"]["plan"]
          preferred_language?: string
          updated_at?: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          email?: string | null
          id?: string
          name?: string
          phone?: string | null
          plan?: Database["public"]["Enums"]["plan"]
          preferred_language?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "clients_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      conversation_metadata: {
        Row: {
          answered: number
          cited_sources: number
          conversation_id: string
          customer_id: string
          judge_after: string | null
          judge_tries: number
          judged_at: string | null
          judged_questions: number
          mood: string | null
          questions: number
          sentiment: number | null
          unanswered: number
          updated_at: string
        }
        Insert: {
          answered?: number
          cited_sources?: number
          conversation_id: string
          customer_id: string
          judge_after?: string | null
          judge_tries?: number
          judged_at?: string | null
          judged_questions?: number
          mood?: never
          questions?: number
          sentiment?: number | null
          unanswered?: number
          updated_at?: string
        }
        Update: {
          answered?: number
          cited_sources?: number
          conversation_id?: string
          customer_id?: string
          judge_after?: string | null
          judge_tries?: number
          judged_at?: string | null
          judged_questions?: number
          mood?: never
          questions?: number
          sentiment?: number | null
          unanswered?: number
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "conversation_metadata_customer_id_conversation_id_fkey"
            columns: ["customer_id", "conversation_id"]
            referencedRelation: "conversations"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      conversation_summaries: {
        Row: {
          content: string
          created_at: string
          customer_id: string
          figures: NonNullable<Json>
          id: string
          language: string
          period: string
          starts_on: string
        }
        Insert: {
          content: string
          created_at?: string
          customer_id: string
          figures: NonNullable<Json>
          id?: string
          language: string
          period: string
          starts_on: string
        }
        Update: {
          content?: string
          created_at?: string
          customer_id?: string
          figures?: NonNullable<Json>
          id?: string
          language?: string
          period?: string
          starts_on?: string
        }
        Relationships: [
          {
            foreignKeyName: "conversation_summaries_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      conversations: {
        Row: {
          channel: string
          client_id: string | null
          created_at: string
          customer_id: string
          handled_by: string | null
          handled_name: string | null
          handled_since: string | null
          id: string
          language: string
          last_message_at: string | null
          message_count: number
          page_url: string | null
          person_requested_at: string | null
          session_id: string | null
          site_id: string | null
          title: string
          updated_at: string
          user_id: string | null
        }
        Insert: {
          channel?: string
          client_id?: string | null
          created_at?: string
          customer_id: string
          handled_by?: string | null
          handled_name?: string | null
          handled_since?: string | null
          id?: string
          language?: string
          last_message_at?: string | null
          message_count?: number
          page_url?: string | null
          person_requested_at?: string | null
          session_id?: string | null
          site_id?: string | null
          title?: string
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          channel?: string
          client_id?: string | null
          created_at?: string
          customer_id?: string
          handled_by?: string | null
          handled_name?: string | null
          handled_since?: string | null
          id?: string
          language?: string
          last_message_at?: string | null
          message_count?: number
          page_url?: string | null
          person_requested_at?: string | null
          session_id?: string | null
          site_id?: string | null
          title?: string
          updated_at?: string
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "conversations_customer_id_client_id_fkey"
            columns: ["customer_id", "client_id"]
            referencedRelation: "clients"
            referencedColumns: ["customer_id", "id"]
          },
          {
            foreignKeyName: "conversations_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "conversations_customer_id_site_id_fkey"
            columns: ["customer_id", "site_id"]
            referencedRelation: "sites"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      customer_configs: {
        Row: {
          accent_color: string
          allowed_languages: string[]
          assistant_name: string
          contact_email: string | null
          credentials: string | null
          customer_id: string
          default_language: string
          greeting: string
          language_mode: string
          retention_days: number
          suggestions: string[]
          updated_at: string
        }
        Insert: {
          accent_color?: string
          allowed_languages?: string[]
          assistant_name?: string
          contact_email?: string | null
          credentials?: string | null
          customer_id: string
          default_language?: string
          greeting?: string
          language_mode?: string
          retention_days?: number
          suggestions?: string[]
          updated_at?: string
        }
        Update: {
          accent_color?: string
          allowed_languages?: string[]
          assistant_name?: string
          contact_email?: string | null
          credentials?: string | null
          customer_id?: string
          default_language?: string
          greeting?: string
          language_mode?: string
          retention_days?: number
          suggestions?: string[]
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "customer_configs_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      customers: {
        Row: {
          created_at: string
          id: string
          name: string
          plan: Database["public"]["Enums"]["plan"]
          updated_at: string
        }
        Insert: {
          created_at?: string
          id?: string
          name: string
          plan?: Database["public"]["Enums"]["plan"]
          updated_at?: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          plan?: Database["public"]["Enums"]["plan"]
          updated_at?: string
        }
        Relationships: []
      }
      documents: {
        Row: {
          attempts: number
          body: string | null
          bytes: number
          created_at: string
          created_by: string | null
          customer_id: string
          error_message: string | null
          id: string
          kind: string
          leased_until: string | null
          media_type: string | null
          page_id: string | null
          status: string
          storage_path: string | null
          title: string
          updated_at: string
          vector_model: string | null
          worker: string | null
        }
        Insert: {
          attempts?: number
          body?: string | null
          bytes?: number
          created_at?: string
          created_by?: string | null
          customer_id: string
          error_message?: string | null
          id?: string
          kind: string
          leased_until?: string | null
          media_type?: string | null
          page_id?: string | null
          status?: string
          storage_path?: string | null
          title: string
          updated_at?: string
          vector_model?: string | null
          worker?: string | null
        }
        Update: {
          attempts?: number
          body?: string | null
          bytes?: number
          created_at?: string
          created_by?: string | null
          customer_id?: string
          error_message?: string | null
          id?: string
          kind?: string
          leased_until?: string | null
          media_type?: string | null
          page_id?: string | null
          status?: string
          storage_path?: string | null
          title?: string
          updated_at?: string
          vector_model?: string | null
          worker?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "documents_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "documents_customer_id_page_id_fkey"
            columns: ["customer_id", "page_id"]
            referencedRelation: "scraped_pages"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      evaluation_questions: {
        Row: {
          created_at: string
          customer_id: string
          id: string
          position: number
          question: string
          url: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          id?: string
          position?: never
          question: string
          url: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          id?: string
          position?: never
          question?: string
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "evaluation_questions_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      evaluation_results: {
        Row: {
          customer_id: string
          first_title: string | null
          first_url: string | null
          position: number
          question: string
          rank: number | null
          run_id: string
          url: string
        }
        Insert: {
          customer_id: string
          first_title?: string | null
          first_url?: string | null
          position: number
          question: string
          rank?: number | null
          run_id: string
          url: string
        }
        Update: {
          customer_id?: string
          first_title?: string | null
          first_url?: string | null
          position?: number
          question?: string
          rank?: number | null
          run_id?: string
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "evaluation_results_customer_id_run_id_fkey"
            columns: ["customer_id", "run_id"]
            referencedRelation: "evaluation_runs"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      evaluation_runs: {
        Row: {
          created_at: string
          customer_id: string
          found_at_1: number
          found_at_5: number
          id: string
          note: string
          questions: number
        }
        Insert: {
          created_at?: string
          customer_id: string
          found_at_1?: number
          found_at_5?: number
          id?: string
          note?: string
          questions?: number
        }
        Update: {
          created_at?: string
          customer_id?: string
          found_at_1?: number
          found_at_5?: number
          id?: string
          note?: string
          questions?: number
        }
        Relationships: [
          {
            foreignKeyName: "evaluation_runs_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      forgotten_files: {
        Row: {
          created_at: string
          customer_id: string
          path: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          path: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          path?: string
        }
        Relationships: []
      }
      members: {
        Row: {
          created_at: string
          customer_id: string
          name: string
          role: Database["public"]["Enums"]["member_role"]
          user_id: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          name?: string
          role: Database["public"]["Enums"]["member_role"]
          user_id: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          name?: string
          role?: Database["public"]["Enums"]["member_role"]
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "members_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      message_queue: {
        Row: {
          client_message_id: string | null
          conversation_id: string | null
          created_at: string
          customer_id: string
          expires_at: string
          id: string
          last_error: string | null
          lease_id: string | null
          leased_until: string | null
          message_data: NonNullable<Json>
          next_attempt_at: string
          retry_count: number
          seq: number
          session_id: string
          status: string
          updated_at: string
          user_id: string | null
        }
        Insert: {
          client_message_id?: string | null
          conversation_id?: string | null
          created_at?: string
          customer_id: string
          expires_at?: string
          id?: string
          last_error?: string | null
          lease_id?: string | null
          leased_until?: string | null
          message_data: NonNullable<Json>
          next_attempt_at?: string
          retry_count?: number
          seq?: never
          session_id: string
          status?: string
          updated_at?: string
          user_id?: string | null
        }
        Update: {
          client_message_id?: string | null
          conversation_id?: string | null
          created_at?: string
          customer_id?: string
          expires_at?: string
          id?: string
          last_error?: string | null
          lease_id?: string | null
          leased_until?: string | null
          message_data?: NonNullable<Json>
          next_attempt_at?: string
          retry_count?: number
          seq?: never
          session_id?: string
          status?: string
          updated_at?: string
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "message_queue_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      message_reactions: {
        Row: {
          created_at: string
          customer_id: string
          emoji: string
          id: string
          message_id: string
          session_id: string | null
          user_id: string | null
        }
        Insert: {
          created_at?: string
          customer_id: string
          emoji: string
          id?: string
          message_id: string
          session_id?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          customer_id?: string
          emoji?: string
          id?: string
          message_id?: string
          session_id?: string | null
          user_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "message_reactions_customer_id_message_id_fkey"
            columns: ["customer_id", "message_id"]
            referencedRelation: "chat_history"
            referencedColumns: ["customer_id", "id"]
          },
          {
            foreignKeyName: "message_reactions_customer_id_message_id_fkey"
            columns: ["customer_id", "message_id"]
            referencedRelation: "messages"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      messages: {
        Row: {
          answered: boolean | null
          author_id: string | null
          client_message_id: string | null
          content: string
          conversation_id: string
          created_at: string
          customer_id: string
          has_personality_context: boolean | null
          id: string
          parts: NonNullable<Json>
          personality_context: Json | null
          reply_to: string | null
          role: string
          seq: number
          user_id: string | null
          words: unknown
        }
        Insert: {
          answered?: boolean | null
          author_id?: string | null
          client_message_id?: string | null
          content: string
          conversation_id: string
          created_at?: string
          customer_id: string
          has_personality_context?: never
          id?: string
          parts?: NonNullable<Json>
          personality_context?: Json | null
          reply_to?: string | null
          role: string
          seq?: never
          user_id?: string | null
          words?: unknown
        }
        Update: {
          answered?: boolean | null
          author_id?: string | null
          client_message_id?: string | null
          content?: string
          conversation_id?: string
          created_at?: string
          customer_id?: string
          has_personality_context?: never
          id?: string
          parts?: NonNullable<Json>
          personality_context?: Json | null
          reply_to?: string | null
          role?: string
          seq?: never
          user_id?: string | null
          words?: unknown
        }
        Relationships: [
          {
            foreignKeyName: "messages_customer_id_conversation_id_fkey"
            columns: ["customer_id", "conversation_id"]
            referencedRelation: "conversations"
            referencedColumns: ["customer_id", "id"]
          },
          {
            foreignKeyName: "messages_reply_to_fkey"
            columns: ["reply_to"]
            referencedRelation: "chat_history"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "messages_reply_to_fkey"
            columns: ["reply_to"]
            referencedRelation: "messages"
            referencedColumns: ["id"]
          },
        ]
      }
      moved_conversations: {
        Row: {
          conversation_id: string
          customer_id: string
          message_ids: string[]
          moved_at: string
          source_id: string
        }
        Insert: {
          conversation_id: string
          customer_id: string
          message_ids?: string[]
          moved_at?: string
          source_id: string
        }
        Update: {
          conversation_id?: string
          customer_id?: string
          message_ids?: string[]
          moved_at?: string
          source_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "moved_conversations_customer_id_conversation_id_fkey"
            columns: ["customer_id", "conversation_id"]
            referencedRelation: "conversations"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      page_embeddings: {
        Row: {
          customer_id: string
          embedding: string
          model: string
          passage_id: number
        }
        Insert: {
          customer_id: string
          embedding: string
          model: string
          passage_id: number
        }
        Update: {
          customer_id?: string
          embedding?: string
          model?: string
          passage_id?: number
        }
        Relationships: [
          {
            foreignKeyName: "page_embeddings_customer_id_passage_id_fkey"
            columns: ["customer_id", "passage_id"]
            referencedRelation: "website_content"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      page_likeness: {
        Row: {
          bands: number[]
          customer_id: string
          site_id: string
          url: string
          words: number[]
        }
        Insert: {
          bands: number[]
          customer_id: string
          site_id: string
          url: string
          words: number[]
        }
        Update: {
          bands?: number[]
          customer_id?: string
          site_id?: string
          url?: string
          words?: number[]
        }
        Relationships: [
          {
            foreignKeyName: "page_likeness_customer_id_site_id_fkey"
            columns: ["customer_id", "site_id"]
            referencedRelation: "sites"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      passage_terms: {
        Row: {
          customer_id: string
          keys: number[] | null
          passage_id: number
          terms: string
        }
        Insert: {
          customer_id: string
          keys?: number[] | null
          passage_id: number
          terms: string
        }
        Update: {
          customer_id?: string
          keys?: number[] | null
          passage_id?: number
          terms?: string
        }
        Relationships: [
          {
            foreignKeyName: "passage_terms_customer_id_passage_id_fkey"
            columns: ["customer_id", "passage_id"]
            referencedRelation: "website_content"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      scrape_job_results: {
        Row: {
          created_at: string
          customer_id: string
          error_message: string | null
          hash_after: string | null
          hash_before: string | null
          http_status: number | null
          id: string
          job_id: string
          outcome: string
          processing_time_ms: number
          status: string
          url: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          error_message?: string | null
          hash_after?: string | null
          hash_before?: string | null
          http_status?: number | null
          id?: string
          job_id: string
          outcome?: never
          processing_time_ms: number
          status: string
          url: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          error_message?: string | null
          hash_after?: string | null
          hash_before?: string | null
          http_status?: number | null
          id?: string
          job_id?: string
          outcome?: never
          processing_time_ms?: number
          status?: string
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "scrape_job_results_customer_id_job_id_fkey"
            columns: ["customer_id", "job_id"]
            referencedRelation: "scrape_jobs"
            referencedColumns: ["customer_id", "job_id"]
          },
        ]
      }
      scrape_job_stats: {
        Row: {
          avg_processing_time_ms: number
          customer_id: string
          failed_pages: number
          first_page_at: string
          job_id: string
          last_page_at: string
          pages_per_second: number
          skipped_pages: number
          successful_pages: number
          total_pages: number
          total_processing_ms: number
          updated_at: string
        }
        Insert: {
          avg_processing_time_ms?: number
          customer_id: string
          failed_pages?: number
          first_page_at: string
          job_id: string
          last_page_at: string
          pages_per_second?: number
          skipped_pages?: number
          successful_pages?: number
          total_pages?: number
          total_processing_ms?: number
          updated_at?: string
        }
        Update: {
          avg_processing_time_ms?: number
          customer_id?: string
          failed_pages?: number
          first_page_at?: string
          job_id?: string
          last_page_at?: string
          pages_per_second?: number
          skipped_pages?: number
          successful_pages?: number
          total_pages?: number
          total_processing_ms?: number
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "scrape_job_stats_customer_id_job_id_fkey"
            columns: ["customer_id", "job_id"]
            referencedRelation: "scrape_jobs"
            referencedColumns: ["customer_id", "job_id"]
          },
        ]
      }
      scrape_job_urls: {
        Row: {
          added_at: string
          attempts: number
          customer_id: string
          depth: number
          job_id: string
          leased_until: string | null
          status: string
          url: string
          worker: string | null
        }
        Insert: {
          added_at?: string
          attempts?: number
          customer_id: string
          depth?: number
          job_id: string
          leased_until?: string | null
          status?: string
          url: string
          worker?: string | null
        }
        Update: {
          added_at?: string
          attempts?: number
          customer_id?: string
          depth?: number
          job_id?: string
          leased_until?: string | null
          status?: string
          url?: string
          worker?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "scrape_job_urls_customer_id_job_id_fkey"
            columns: ["customer_id", "job_id"]
            referencedRelation: "scrape_jobs"
            referencedColumns: ["customer_id", "job_id"]
          },
        ]
      }
      scrape_jobs: {
        Row: {
          completed_at: string | null
          config: NonNullable<Json>
          created_at: string
          current_url: string | null
          customer_id: string
          domain: string
          embedder: string | null
          embedder_until: string | null
          error_message: string | null
          job_id: string
          job_type: string
          known_urls: number
          origin: string
          queued_urls: number
          served_at: string | null
          site_id: string
          started_at: string | null
          started_by: string | null
          status: string
          updated_at: string
        }
        Insert: {
          completed_at?: string | null
          config?: NonNullable<Json>
          created_at?: string
          current_url?: string | null
          customer_id: string
          domain: string
          embedder?: string | null
          embedder_until?: string | null
          error_message?: string | null
          job_id?: string
          job_type?: string
          known_urls?: number
          origin?: string
          queued_urls?: number
          served_at?: string | null
          site_id: string
          started_at?: string | null
          started_by?: string | null
          status?: string
          updated_at?: string
        }
        Update: {
          completed_at?: string | null
          config?: NonNullable<Json>
          created_at?: string
          current_url?: string | null
          customer_id?: string
          domain?: string
          embedder?: string | null
          embedder_until?: string | null
          error_message?: string | null
          job_id?: string
          job_type?: string
          known_urls?: number
          origin?: string
          queued_urls?: number
          served_at?: string | null
          site_id?: string
          started_at?: string | null
          started_by?: string | null
          status?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "scrape_jobs_customer_id_site_id_fkey"
            columns: ["customer_id", "site_id"]
            referencedRelation: "sites"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      scraped_pages: {
        Row: {
          bytes: number
          changed_at: string
          content_hash: string
          created_at: string
          customer_id: string
          description: string
          etag: string | null
          http_status: number | null
          id: string
          kind: string
          language: string | null
          last_modified: string | null
          passage_count: number
          read_at: string
          site_id: string | null
          status: string
          title: string
          url: string
        }
        Insert: {
          bytes?: number
          changed_at?: string
          content_hash: string
          created_at?: string
          customer_id: string
          description?: string
          etag?: string | null
          http_status?: number | null
          id?: string
          kind?: string
          language?: string | null
          last_modified?: string | null
          passage_count?: number
          read_at?: string
          site_id?: string | null
          status?: string
          title?: string
          url: string
        }
        Update: {
          bytes?: number
          changed_at?: string
          content_hash?: string
          created_at?: string
          customer_id?: string
          description?: string
          etag?: string | null
          http_status?: number | null
          id?: string
          kind?: string
          language?: string | null
          last_modified?: string | null
          passage_count?: number
          read_at?: string
          site_id?: string | null
          status?: string
          title?: string
          url?: string
        }
        Relationships: [
          {
            foreignKeyName: "scraped_pages_customer_id_site_id_fkey"
            columns: ["customer_id", "site_id"]
            referencedRelation: "sites"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
      search_corpora: {
        Row: {
          customer_id: string
          embedder: string | null
          embedder_until: string | null
          embedding_model: string | null
          generation: number
          keyed: boolean
          passages: number
        }
        Insert: {
          customer_id: string
          embedder?: string | null
          embedder_until?: string | null
          embedding_model?: string | null
          generation?: number
          keyed?: boolean
          passages?: number
        }
        Update: {
          customer_id?: string
          embedder?: string | null
          embedder_until?: string | null
          embedding_model?: string | null
          generation?: number
          keyed?: boolean
          passages?: number
        }
        Relationships: [
          {
            foreignKeyName: "search_corpora_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      search_term_packs: {
        Row: {
          bucket: number
          customer_id: string
          frequencies: number[]
          generation: number
          terms: number[]
        }
        Insert: {
          bucket: number
          customer_id: string
          frequencies: number[]
          generation: number
          terms: number[]
        }
        Update: {
          bucket?: number
          customer_id?: string
          frequencies?: number[]
          generation?: number
          terms?: number[]
        }
        Relationships: [
          {
            foreignKeyName: "search_term_packs_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      sites: {
        Row: {
          allowed_origins: string[]
          created_at: string
          customer_id: string
          id: string
          name: string
          refresh_hours: number | null
          site_key: string
          updated_at: string
          url: string
          widget_seen_at: string | null
        }
        Insert: {
          allowed_origins?: string[]
          created_at?: string
          customer_id: string
          id?: string
          name: string
          refresh_hours?: number | null
          site_key: string
          updated_at?: string
          url: string
          widget_seen_at?: string | null
        }
        Update: {
          allowed_origins?: string[]
          created_at?: string
          customer_id?: string
          id?: string
          name?: string
          refresh_hours?: number | null
          site_key?: string
          updated_at?: string
          url?: string
          widget_seen_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "sites_customer_id_fkey"
            columns: ["customer_id"]
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      website_content: {
        Row: {
          content: string
          customer_id: string
          heading_path: string[]
          id: number
          page_id: string
          position: number
        }
        Insert: {
          content: string
          customer_id: string
          heading_path?: string[]
          id?: never
          page_id: string
          position: number
        }
        Update: {
          content?: string
          customer_id?: string
          heading_path?: string[]
          id?: never
          page_id?: string
          position?: number
        }
        Relationships: [
          {
            foreignKeyName: "website_content_customer_id_page_id_fkey"
            columns: ["customer_id", "page_id"]
            referencedRelation: "scraped_pages"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
    }
    Views: {
      chat_history: {
        Row: {
          answered: boolean | null
          client_message_id: string | null
          conversation_id: string | null
          created_at: string | null
          customer_id: string | null
          has_personality_context: boolean | null
          id: string | null
          message: string | null
          personality_context: Json | null
          response: string | null
          sources: Json | null
          user_id: string | null
        }
        Relationships: [
          {
            foreignKeyName: "messages_customer_id_conversation_id_fkey"
            columns: ["customer_id", "conversation_id"]
            referencedRelation: "conversations"
            referencedColumns: ["customer_id", "id"]
          },
        ]
      }
    }
    Functions: {
      bring_conversation: { Args: { p_conversation: Json }; Returns: number }
      claim_customer_passages: {
        Args: {
          p_after: number
          p_customer: string
          p_lease_seconds: number
          p_limit: number
          p_model: string
          p_worker: string
        }
        Returns: Json
      }
      claim_document: {
        Args: { p_lease_seconds: number; p_worker: string }
        Returns: {
          attempts: number
          body: string | null
          bytes: number
          created_at: string
          created_by: string | null
          customer_id: string
          error_message: string | null
          id: string
          kind: string
          leased_until: string | null
          media_type: string | null
          page_id: string | null
          status: string
          storage_path: string | null
          title: string
          updated_at: string
          vector_model: string | null
          worker: string | null
        }[]
        SetofOptions: {
          from: "*"
          to: "documents"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      claim_document_passages: {
        Args: {
          p_lease_seconds: number
          p_limit: number
          p_model: string
          p_worker: string
        }
        Returns: Json
      }
      claim_passages: {
        Args: {
          p_after: number
          p_job: string
          p_lease_seconds: number
          p_limit: number
          p_model: string
          p_worker: string
        }
        Returns: Json
      }
      claim_queued_messages: {
        Args: { p_lease_seconds: number; p_limit: number }
        Returns: {
          client_message_id: string | null
          conversation_id: string | null
          created_at: string
          customer_id: string
          expires_at: string
          id: string
          last_error: string | null
          lease_id: string | null
          leased_until: string | null
          message_data: NonNullable<Json>
          next_attempt_at: string
          retry_count: number
          seq: number
          session_id: string
          status: string
          updated_at: string
          user_id: string | null
        }[]
        SetofOptions: {
          from: "*"
          to: "message_queue"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      claim_scrape_urls: {
        Args: {
          p_caps: Json
          p_job: string
          p_lease_seconds: number
          p_limit: number
          p_worker: string
        }
        Returns: Json
      }
      cleanup_expired_message_queue: {
        Args: { batch?: number }
        Returns: number
      }
      cleanup_old_scrape_jobs: {
        Args: { batch?: number; days?: number }
        Returns: number
      }
      count_expired_conversations: {
        Args: Record<PropertyKey, never>
        Returns: {
          conversations: number
          customer_id: string
        }[]
      }
      create_customer: { Args: { p_name: string }; Returns: string }
      customers_to_embed: {
        Args: { p_limit: number; p_model: string }
        Returns: string[]
      }
      customers_to_key: { Args: { p_scan?: number }; Returns: string[] }
      customers_without_summary: {
        Args: {
          p_from: string
          p_limit: number
          p_period: string
          p_to: string
        }
        Returns: string[]
      }
      customers_without_vectors: {
        Args: { p_limit: number; p_model: string; p_older_than: string }
        Returns: {
          customer_id: string
          pages: number
          passages: number
          since: string
        }[]
      }
      database_load: {
        Args: Record<PropertyKey, never>
        Returns: {
          bytes: number
          connections: number
          max_connections: number
        }[]
      }
      delete_expired_conversations: {
        Args: { p_limit: number }
        Returns: {
          id: string
          owner: string
        }[]
      }
      delete_unsent_attachments: { Args: { p_limit: number }; Returns: number }
      due_sites: {
        Args: { p_hours: Json; p_limit: number }
        Returns: {
          customer_id: string
          id: string
          url: string
        }[]
      }
      export_messages: {
        Args: {
          p_after_begun: string
          p_after_conversation: string
          p_after_seq: number
          p_customer: string
          p_from: string
          p_limit: number
          p_to: string
        }
        Returns: {
          answered: boolean
          author_id: string
          begun_at: string
          channel: string
          content: string
          conversation_id: string
          created_at: string
          language: string
          message_id: string
          mood: string
          page_url: string
          role: string
          seq: number
          sources: Json
        }[]
      }
      find_api_key: {
        Args: { p_hash: string }
        Returns: {
          customer_id: string
          id: string
          scopes: string[]
        }[]
      }
      find_site: {
        Args: { p_site_key: string }
        Returns: {
          allowed_origins: string[]
          customer_id: string
          id: string
          name: string
          url: string
        }[]
      }
      finish_document: {
        Args: {
          p_document: string
          p_error?: string
          p_page?: Json
          p_passages?: Json
          p_worker: string
        }
        Returns: boolean
      }
      identify_visitor: {
        Args: {
          p_email?: string
          p_language?: string
          p_name?: string
          p_phone?: string
        }
        Returns: {
          id: string
          plan: Database["public"]["Enums"]["plan"]
          preferred_language: string
        }[]
      }
      inbox_languages: {
        Args: { p_customer: string }
        Returns: {
          language: string
        }[]
      }
      key_passages: {
        Args: { p_customer: string; p_limit?: number }
        Returns: boolean
      }
      knowledge_health: {
        Args: { p_customer: string; p_model: string; p_older_than?: string }
        Returns: {
          embedding_model: string
          pages: number
          pages_without_vectors: number
          passages: number
          passages_without_vectors: number
          waiting_since: string
        }[]
      }
      leave_scrape_job: {
        Args: { p_job: string; p_unread: string[]; p_worker: string }
        Returns: undefined
      }
      list_clients: {
        Args: {
          p_at?: string
          p_customer: string
          p_id?: string
          p_language?: string
          p_limit: number
          p_plan?: string
          p_segment?: string
        }
        Returns: {
          conversations: number
          created_at: string
          email: string
          id: string
          last_message_at: string
          mood: string
          name: string
          phone: string
          plan: Database["public"]["Enums"]["plan"]
          preferred_language: string
        }[]
      }
      list_inbox: {
        Args: {
          p_at?: string
          p_channel?: string
          p_customer: string
          p_id?: string
          p_language?: string
          p_limit: number
          p_mine?: boolean
          p_mood?: string
          p_offset?: number
          p_since?: string
          p_site?: string
          p_unanswered?: boolean
          p_until?: string
          p_waiting?: boolean
          p_words?: string
        }
        Returns: {
          answered: number
          asked: string
          channel: string
          cited_sources: number
          client_id: string
          created_at: string
          handled_by: string
          handled_name: string
          id: string
          language: string
          last_message_at: string
          message_count: number
          message_id: string
          page_url: string
          person_requested_at: string
          questions: number
          said: string
          said_by: string
          site_id: string
          title: string
          total: number
          unanswered: number
          waits_for_person: boolean
        }[]
      }
      list_reactions: {
        Args: { p_conversation: string; p_customer: string }
        Returns: {
          count: number
          emoji: string
          message_id: string
          mine: boolean
        }[]
      }
      mood_by_day: {
        Args: { p_customer: string; p_from: string; p_to: string }
        Returns: {
          day: string
          negative: number
          neutral: number
          positive: number
          sentiment: number
        }[]
      }
      next_scrape_job: {
        Args: { p_not: string[]; p_workers: number }
        Returns: string
      }
      page_languages: {
        Args: { p_customer: string }
        Returns: {
          language: string
        }[]
      }
      postpone_scrape_url: {
        Args: {
          p_job: string
          p_seconds: number
          p_url: string
          p_worker: string
        }
        Returns: undefined
      }
      preview_retention: {
        Args: { p_customer: string; p_days: number }
        Returns: {
          conversations: number
          kept: number
          messages: number
          oldest: string
        }[]
      }
      put_embeddings: {
        Args: {
          p_customer: string
          p_ids: number[]
          p_model: string
          p_vectors: string[]
        }
        Returns: undefined
      }
      put_page: {
        Args: {
          p_customer: string
          p_page: Json
          p_passages: Json
          p_site: string
        }
        Returns: string
      }
      put_pages: {
        Args: {
          p_customer: string
          p_packs?: string
          p_pages: Json
          p_site: string
          p_terms: string
        }
        Returns: string[]
      }
      record_cleanup: {
        Args: {
          p_cleanup: string
          p_deleted: number
          p_failed: boolean
          p_took_ms: number
        }
        Returns: undefined
      }
      record_evaluation: {
        Args: { p_customer: string; p_note: string; p_results: Json }
        Returns: string
      }
      record_scrape_urls: {
        Args: {
          p_job: string
          p_likeness?: Json
          p_packs?: string
          p_records: string
          p_terms?: string
        }
        Returns: Json
      }
      rename_me: {
        Args: { p_customer: string; p_name: string }
        Returns: undefined
      }
      renew_document_lease: {
        Args: { p_document: string; p_lease_seconds: number; p_worker: string }
        Returns: undefined
      }
      renew_scrape_leases: {
        Args: { p_job: string; p_lease_seconds: number; p_worker: string }
        Returns: string
      }
      retire_page: {
        Args: { p_customer: string; p_http_status: number; p_page: string }
        Returns: undefined
      }
      review_cleanups: {
        Args: { p_scrape_job_days: number }
        Returns: {
          bytes: number
          cleanup: string
          deleted: number
          failed: number
          kept: number
          last_deleted: number
          last_run: string
          overdue: number
          overdue_since: string
          runs: number
        }[]
      }
      scrape_work_waits: { Args: { p_workers: number }; Returns: boolean }
      search_chat_history: {
        Args: { p_limit: number; p_patterns: string[] }
        Returns: {
          answered: boolean
          client_message_id: string
          created_at: string
          has_personality_context: boolean
          id: string
          message: string
          personality_context: Json
          response: string
          sources: Json
          total: number
          user_id: string
        }[]
      }
      search_compact: { Args: { p_customer: string }; Returns: undefined }
      search_passages: {
        Args: {
          p_before?: string
          p_budget?: number
          p_customer: string
          p_embedding?: string
          p_kinds?: string[]
          p_language?: string
          p_limit?: number
          p_meaning?: number
          p_model?: string
          p_path?: string
          p_scan?: number
          p_since?: string
          p_sites?: string[]
          p_terms: number[]
          p_weights: number[]
        }
        Returns: {
          changed_at: string
          content: string
          cosine: number
          heading_path: string[]
          keyword: number
          kind: string
          language: string
          page_id: string
          passage_id: number
          read_at: string
          score: number
          site_id: string
          title: string
          url: string
          weights: number[]
        }[]
      }
      settle_queued_message: {
        Args: { p_error?: string; p_id: string; p_lease: string }
        Returns: boolean
      }
      settle_scrape_job: { Args: { p_job: string }; Returns: string }
      store_question: {
        Args: {
          p_begin?: Json
          p_behind?: boolean
          p_client_message_id: string
          p_content: string
          p_conversation: string
          p_customer: string
          p_id: string
          p_owner: string
        }
        Returns: boolean
      }
      summarize_scrape_job: {
        Args: { p_customer: string; p_job: string }
        Returns: Json
      }
      summary_figures: {
        Args: { p_customer: string; p_from: string; p_to: string }
        Returns: {
          answered: number
          asked_most: Json
          conversations: number
          gaps: Json
          negative: number
          neutral: number
          persons: number
          positive: number
          questions: number
          unanswered: number
        }[]
      }
      switch_embedding_model: {
        Args: { p_customer: string; p_model: string }
        Returns: boolean
      }
      take_back_conversation: {
        Args: { p_conversation: string; p_customer: string }
        Returns: {
          kept: boolean
          messages: number
          session_id: string
        }[]
      }
      toggle_reaction: {
        Args: { p_emoji: string; p_message: string }
        Returns: boolean
      }
      touch_site: { Args: Record<PropertyKey, never>; Returns: undefined }
      unjudged_conversations: {
        Args: { p_limit: number; p_quiet_since: string }
        Returns: {
          conversation_id: string
          customer_id: string
          questions: number
          said: string[]
          tries: number
        }[]
      }
    }
    Enums: {
      member_role: "owner" | "admin" | "agent" | "viewer"
      plan: "basic" | "premium"
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      member_role: ["owner", "admin", "agent", "viewer"],
      plan: ["basic", "premium"],
    },
  },
} as const
