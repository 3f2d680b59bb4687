int sample_placeholder;
