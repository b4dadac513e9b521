"""What several readings have in common: speakers, origins, claims, figures over time, disputes, drift."""
