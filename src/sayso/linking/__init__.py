"""What several readings have in common: speakers, and later claims, origins and disputes."""
